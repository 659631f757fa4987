/**
 * Paints the stage: what stands still on one canvas, what is in hand on another above it, so that a drag among hundreds
 * of outlines draws one of them anew.
 */

import type { Box, Point, Size } from '../geometry/shapes';
import type { Viewport } from '../geometry/viewport';
import type { LabelingStore } from '../state/labeling_store';
import type { Annotation } from '../state/labeling_types';
import type { Sketch } from './drags';
import { drawAnnotation, drawCorners, drawGuides, drawHandles, drawLine, type Look } from './draw_labels';
import { drawNinths, writePaint } from './draw_ninths';

/** What is seen besides the labels themselves. */
export interface InHand {
  sketch: Sketch | null;
  /** A line that is clicked or drawn point by point. */
  line: number[];
  pointer: Point | null;
  guides: boolean;
  brush: number | null;
  overFirst: boolean;
}

export class StagePainter {
  private readonly paintSheet = document.createElement('canvas');

  constructor(
    private readonly store: LabelingStore,
    readonly still: HTMLCanvasElement,
    readonly above: HTMLCanvasElement,
  ) {}

  resize({ w, h }: Size): void {
    for (const canvas of [this.still, this.above]) {
      canvas.width = Math.round(w * devicePixelRatio);
      canvas.height = Math.round(h * devicePixelRatio);
    }
  }

  /** Everything but what is in hand. without: the object that is drawn above, or -1. */
  drawStill(view: Viewport, without: number): void {
    const { store } = this;
    const pen = this.begin(this.still);
    if (store.hidden.peek() || !store.picture.peek()) return;
    this.drawPaint(pen, view);
    const selected = store.selected.peek();
    store.objects.peek().forEach((thing, index) => {
      if (index !== without && index !== selected) drawAnnotation(pen, view, thing, this.getLook(thing));
    });
    for (const thing of store.proposals.placed.peek()) drawAnnotation(pen, view, thing, this.getLook(thing, true));
  }

  drawAbove(view: Viewport, size: Size, hand: InHand, ninths: { rest: Box | null; first: Point | null }): void {
    const { store } = this;
    const pen = this.begin(this.above);
    const selected = store.objects.peek()[store.selected.peek()];
    const { sketch } = hand;
    if (!store.hidden.peek()) {
      if (selected && sketch?.replaces !== store.selected.peek()) this.drawSelected(pen, view, selected);
      if (sketch?.thing) this.drawSelected(pen, view, sketch.thing, sketch.replaces < 0);
    }
    const color = store.getColor(store.label.peek() ?? '');
    if (hand.guides && hand.pointer && !sketch) drawGuides(pen, view, hand.pointer, size);
    if (hand.line.length) {
      drawLine(pen, view, hand.line, hand.pointer, color);
      drawCorners(pen, view, hand.line, hand.overFirst ? 0 : -1);
    }
    if (ninths.rest) drawNinths(pen, view, ninths.rest);
    if (ninths.first) drawCorners(pen, view, [ninths.first.x, ninths.first.y], 0);
    if (hand.brush !== null && hand.pointer) this.drawBrush(pen, view, hand.pointer, hand.brush);
  }

  /** Pixels of classes; anew only when they have changed. */
  writePixels(): void {
    const { sheet } = this.store.paint;
    if (sheet)
      writePaint(
        sheet,
        this.store.names.peek().map((name) => this.store.getColor(name)),
        this.paintSheet,
      );
  }

  private drawPaint(pen: CanvasRenderingContext2D, view: Viewport): void {
    const { sheet } = this.store.paint;
    if (!sheet) return;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.paintSheet, view.x, view.y, sheet.w * view.scale, sheet.h * view.scale);
  }

  private drawSelected(pen: CanvasRenderingContext2D, view: Viewport, thing: Annotation, isNew = false): void {
    drawAnnotation(pen, view, thing, {
      ...this.getLook(thing),
      selected: !isNew,
      tag: isNew ? '' : this.getName(thing),
    });
    if (isNew || this.store.fresh.peek() || thing.rle) return;
    if (thing.polygons.length) for (const polygon of thing.polygons) drawCorners(pen, view, polygon);
    else drawHandles(pen, view, thing.box);
  }

  private drawBrush(pen: CanvasRenderingContext2D, view: Viewport, at: Point, wide: number): void {
    const radius = (wide / 2) * view.scale;
    for (const [color, width] of [
      ['#fff', 3],
      ['#1d2530', 1],
    ] as const) {
      pen.beginPath();
      pen.arc(at.x * view.scale + view.x, at.y * view.scale + view.y, radius, 0, 2 * Math.PI);
      pen.strokeStyle = color;
      pen.lineWidth = width;
      pen.stroke();
    }
  }

  private readonly getName = ({ label }: Annotation) => `${this.store.getKey(label)} ${label}`.trim();

  private getLook({ label }: Annotation, proposed = false): Look {
    const key = this.store.getKey(label) || '•';
    return { color: this.store.getColor(label), tag: proposed ? `${key}?` : key, proposed, selected: false };
  }

  private begin(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const pen = canvas.getContext('2d')!;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    return pen;
  }
}
