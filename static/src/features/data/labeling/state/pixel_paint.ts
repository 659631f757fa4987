/** The paint of a picture whose every pixel has a class: brush, rubber, bucket, and outlines that are filled. */

import { signal } from '@preact/signals';
import { type Paint, paintLine, paintPolygon, pour } from '../geometry/paint';
import { findPolygonsBox } from '../geometry/polygons';
import { encodeRuns, fillRuns } from '../geometry/run_lengths';
import type { Box, Point, Polygon } from '../geometry/shapes';
import type { Annotation, Annotations } from './labeling_types';
import { getDrawn } from './tools';

export type BrushMode = 'brush' | 'bucket' | 'erase';

/** Pixels of the picture. */
export const BRUSH_SIZES = [2, 4, 8, 16, 32, 64] as const;

interface Labels {
  readonly names: { peek(): string[] };
  readonly label: { peek(): string | null };
  readonly objects: { peek(): Annotation[] };
  change(objects: Annotation[]): void;
}

export class PixelPaint {
  readonly mode = signal<BrushMode>('brush');
  readonly size = signal<number>(8);
  /** How far the colors may be from the one that the bucket was poured on. */
  readonly alike = signal<number>(32);
  /** Counts up whenever pixels have changed. */
  readonly news = signal(0);
  sheet: Paint | null = null;

  constructor(private readonly store: Labels) {}

  read({ w, h, task, objects }: Annotations): void {
    this.sheet = w && h && getDrawn(task) === 'pixels' ? { w, h, pixels: new Uint8Array(w * h) } : null;
    for (const { label, rle } of objects)
      if (this.sheet && rle?.size[0] === h && rle.size[1] === w)
        fillRuns(this.sheet.pixels, rle, this.getNumber(label));
    this.news.value++;
  }

  /** Paints along a line; nothing is saved before `commit`. */
  stroke(from: Point, to: Point): Box | null {
    const value = this.getValue();
    if (!this.sheet || value === null) return null;
    const box = paintLine(this.sheet, from, to, this.size.peek() / 2, value);
    this.news.value++;
    return box;
  }

  pourAt(point: Point, colors: Uint8ClampedArray): void {
    const value = this.getValue();
    if (!this.sheet || value === null || !pour(this.sheet, colors, point, value, this.alike.peek())) return;
    this.commit();
  }

  fill(polygons: readonly Polygon[]): void {
    const value = this.getValue();
    if (!this.sheet || value === null) return;
    for (const polygon of polygons) paintPolygon(this.sheet, polygon, findPolygonsBox([polygon]), value);
    this.commit();
  }

  /** Takes over what a model would paint, where nobody has painted yet. */
  adopt(things: readonly Pick<Annotation, 'label' | 'polygons' | 'rle'>[]): void {
    const { sheet } = this;
    if (!sheet) return;
    const before = sheet.pixels.slice();
    for (const { label, polygons, rle } of things) {
      const value = this.getNumber(label);
      if (rle?.size[0] === sheet.h && rle.size[1] === sheet.w) fillRuns(sheet.pixels, rle, value);
      else for (const one of polygons) paintPolygon(sheet, one, findPolygonsBox([one]), value);
    }
    before.forEach((value, at) => {
      if (value) sheet.pixels[at] = value;
    });
    this.commit();
  }

  /** Saves the pixels: one object for each class that has some. */
  commit(): void {
    const { sheet } = this;
    if (!sheet) return;
    const before = new Map(this.store.objects.peek().map((thing) => [thing.label, thing]));
    const used = new Set(sheet.pixels);
    this.news.value++;
    this.store.change(
      this.store.names.peek().flatMap((label, at): Annotation[] => {
        const rle = used.has(at + 1) ? encodeRuns(sheet.pixels, sheet.w, sheet.h, at + 1) : null;
        return rle ? [{ ...before.get(label), label, box: [0, 0, sheet.w, sheet.h], polygons: [], rle }] : [];
      }),
    );
  }

  /** Gives back what was painted and not saved. */
  restore(pixels: Uint8Array): void {
    this.sheet?.pixels.set(pixels);
    this.news.value++;
  }

  private getValue(): number | null {
    if (this.mode.peek() === 'erase') return 0;
    const label = this.store.label.peek();
    return label === null ? null : this.getNumber(label);
  }

  private readonly getNumber = (label: string) => this.store.names.peek().indexOf(label) + 1;
}
