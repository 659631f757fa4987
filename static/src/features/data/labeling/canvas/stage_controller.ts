/** The stage: pointers and keys become labels. It belongs to one mounted canvas and is not drawn by the framework. */

import { effect, signal } from '@preact/signals';
import { isLargeEnough, makeBoxAnnotation, makeOutlineAnnotation } from '../geometry/annotations';
import { clampPoint, makeBox } from '../geometry/boxes';
import { computeArea, simplifyLine } from '../geometry/polygons';
import type { Box, Point, Size } from '../geometry/shapes';
import { fitViewport, pan, resizeStage, revealBox, toImage, type Viewport, zoomAt } from '../geometry/viewport';
import type { LabelingStore } from '../state/labeling_store';
import type { Annotation } from '../state/labeling_types';
import { OutlineSession } from '../state/outline_session';
import { getDrawn } from '../state/tools';
import { type Drag, findPart, type Grip, type Sketch, startBox, startChange, startStroke } from './drags';
import { NinthKeys } from './ninth_keys';
import { type InHand, StagePainter } from './stage_painter';

/** A handle can be hit within so many pixels of the screen, 24 and 44 across. */
const REACH_MOUSE = 12;
const REACH_TOUCH = 22;
/** A drawn line keeps points this far apart, and lies so near to what was drawn. */
const LINE_STEP = 3;
const LINE_TOLERANCE = 1;
/** What is drawn up to here sticks to the edge of the picture. */
const EDGE = 3;
const MIN_AREA = 4;

/** What a pointer is, and whether the drag may do something else than usual. */
export interface PointerInput {
  at: Point;
  touch: boolean;
  /** Shift was held: a click beside the thing. */
  shift: boolean;
  ctrl: boolean;
}

export class StageController {
  readonly view = signal<Viewport>({ scale: 1, x: 0, y: 0 });
  readonly whole = signal(1);
  readonly outlines: OutlineSession;
  readonly ninths = new NinthKeys(
    () => this.size,
    (one, other) => this.takeCorners(one, other),
  );
  readonly drawing = signal(false);
  private stage: Size = { w: 1, h: 1 };
  private readonly painter: StagePainter;
  private hand: InHand = {
    sketch: null,
    line: [],
    pointer: null,
    guides: false,
    brush: null,
    overFirst: false,
  };
  private drag: Drag | null = null;
  private lifted = -1;
  private due = { still: false, above: false, frame: 0 };
  private readonly stop: (() => void)[];
  private path: string | null = null;
  /** Called after each frame: the loupe shows what was drawn. */
  onFrame: () => void = () => {};

  constructor(
    readonly store: LabelingStore,
    still: HTMLCanvasElement,
    above: HTMLCanvasElement,
    /** The pixels of the picture, for the bucket. */
    private readonly readColors: () => Uint8ClampedArray | null,
  ) {
    this.painter = new StagePainter(store, still, above);
    this.outlines = new OutlineSession(store);
    this.stop = [
      effect(() => this.follow()),
      effect(() => {
        this.ninths.now.value;
        this.redraw(false);
      }),
      effect(() => {
        store.paint.news.value;
        store.list.classes.value;
        this.painter.writePixels();
        this.redraw();
      }),
    ];
  }

  dispose(): void {
    for (const stop of this.stop) stop();
    cancelAnimationFrame(this.due.frame);
  }

  get size(): Size {
    return this.store.picture.peek() ?? { w: 1, h: 1 };
  }

  private follow(): void {
    const { store } = this;
    const picture = store.picture.value;
    store.objects.value;
    store.proposals.placed.value;
    store.selected.value;
    store.fresh.value;
    store.hidden.value;
    const tool = store.tool.value;
    store.label.value;
    store.paint.size.value;
    if (picture && picture.path !== this.path) {
      this.path = picture.path;
      this.drop();
      this.fit();
    }
    this.outlines.model.value;
    if (picture && tool === 'click') this.outlines.prepare(picture.path);
    if (tool !== 'outline' && this.hand.line.length) this.drop();
    this.redraw();
  }

  setStage(stage: Size): void {
    const before = this.stage;
    this.stage = stage;
    this.painter.resize(stage);
    if (before.w <= 1) this.fit();
    else this.setView(resizeStage(this.view.peek(), this.size, before, stage));
  }

  fit(): void {
    const whole = fitViewport(this.size, this.stage);
    this.whole.value = whole.scale;
    this.setView(whole);
  }

  zoom(factor: number, at: Point = { x: this.stage.w / 2, y: this.stage.h / 2 }): void {
    this.setView(zoomAt(this.view.peek(), factor, at, this.size, this.stage));
  }

  panBy(dx: number, dy: number): void {
    this.setView(pan(this.view.peek(), dx, dy, this.size, this.stage));
  }

  reveal(box: Box): void {
    this.setView(revealBox(this.view.peek(), box, this.size, this.stage));
  }

  private setView(view: Viewport): void {
    this.view.value = view;
    this.whole.value = fitViewport(this.size, this.stage).scale;
    this.redraw();
  }

  // Pointers

  private toPoint({ at }: PointerInput): Point {
    const point = toImage(this.view.peek(), at);
    const near = EDGE / this.view.peek().scale;
    const stick = (value: number, most: number) => (value < near ? 0 : value > most - near ? most : value);
    return { x: stick(point.x, this.size.w), y: stick(point.y, this.size.h) };
  }

  private makeGrip(input: PointerInput): Grip {
    return {
      point: this.toPoint(input),
      reach: this.getReach(input),
      size: this.size,
      show: (sketch) => this.show(sketch),
    };
  }

  private readonly getReach = ({ touch }: PointerInput) => (touch ? REACH_TOUCH : REACH_MOUSE) / this.view.peek().scale;

  /** Whether a drag begins here that does something; else the picture may be pushed. */
  press(input: PointerInput): boolean {
    const { store } = this;
    if (!store.canEdit()) return false;
    const grip = this.makeGrip(input);
    this.drag = this.startDrag(grip, input);
    this.drawing.value = this.drag !== null;
    this.hand.guides = false;
    if (!this.drag) store.select(-1);
    this.redraw();
    return this.drag !== null;
  }

  private startDrag(grip: Grip, input: PointerInput): Drag | null {
    const { store } = this;
    const tool = store.tool.peek();
    const selected = store.objects.peek()[store.selected.peek()];
    const held = selected && !store.fresh.peek() && !store.hidden.peek() && !this.hand.line.length;
    if (tool === 'select') return startChange(store, grip);
    // What was taken in hand by a click is changed by its handles with every tool.
    if (held && tool !== 'brush' && !input.ctrl && findPart(selected, grip.point, grip.reach))
      return startChange(store, grip);
    if (tool === 'brush') return this.startPaint(grip.point);
    if (tool === 'box') return startBox(store, grip, (thing) => this.keepBox(thing));
    return tool === 'outline' ? this.startLine(grip) : this.startClick(grip, input);
  }

  /** Called when something was drawn and there is no class for it. */
  onNoClass: () => void = () => {};
  /** What was drawn before there was a class, and waits for one. */
  private pending: ((label: string) => void) | null = null;

  /** Does something with the class in hand, or with the first one as soon as it has a name. */
  private withClass(act: (label: string) => void): void {
    const label = this.store.label.peek();
    if (label !== null) return act(label);
    this.pending = act;
    this.onNoClass();
  }

  /** Goes on with what waited for a class; where there is still none it is let go. */
  resume(): void {
    const [act, label] = [this.pending, this.store.label.peek()];
    this.pending = null;
    this.show(null);
    if (act && label !== null) act(label);
  }

  private keepBox(thing: Annotation): void {
    if (this.store.label.peek() === null) this.show({ thing, replaces: -1 });
    this.withClass((label) => void this.store.add({ ...thing, label }));
  }

  private startPaint(point: Point): Drag | null {
    const { store } = this;
    const mode = store.paint.mode.peek();
    if (mode === 'erase' || (mode === 'brush' && store.label.peek() !== null)) return startStroke(store, point);
    if (mode === 'brush') return this.startLaterStroke(point);
    const pour = () => {
      const colors = this.readColors();
      if (colors) store.paint.pourAt(point, colors);
    };
    return { move: () => {}, end: () => this.withClass(pour) };
  }

  /** A stroke before there is a class: painted when there is one. */
  private startLaterStroke(start: Point): Drag {
    const points: Point[] = [];
    const paint = () => {
      const stroke = startStroke(this.store, start);
      for (const point of points) stroke.move(point, true);
      stroke.end(true);
    };
    return { move: (to) => void points.push(to), end: () => this.withClass(paint) };
  }

  /** Outlines: clicks set corners, a drag draws a line that is closed when it ends. */
  private startLine({ point, reach, size }: Grip): Drag {
    const line = this.hand.line;
    const start = clampPoint(point, size);
    const closes = line.length >= 6 && Math.hypot(line[0] - point.x, line[1] - point.y) <= reach;
    let drawn: number[] = [start.x, start.y];
    return {
      move: (to, moved) => {
        if (!moved || line.length) return;
        const { x, y } = clampPoint(to, size);
        const step = LINE_STEP / this.view.peek().scale;
        if (Math.hypot(x - drawn[drawn.length - 2], y - drawn[drawn.length - 1]) >= step) drawn = [...drawn, x, y];
        this.hand.line = drawn;
        this.redraw(false);
      },
      end: (moved) => {
        if (moved && !line.length && drawn.length >= 6)
          return this.closeLine(simplifyLine(drawn, LINE_TOLERANCE / this.view.peek().scale));
        this.hand.line = closes ? line : [...line, start.x, start.y];
        if (closes) this.closeLine();
        this.redraw(false);
      },
      cancel: () => {
        this.hand.line = line;
      },
    };
  }

  /** Makes an outline of the line. Whether there was one. */
  closeLine(line = this.hand.line): boolean {
    const { store } = this;
    this.hand.line = [];
    this.redraw(false);
    if (line.length < 6 || computeArea(line) < MIN_AREA) return line.length > 0;
    if (store.label.peek() === null) this.show({ thing: makeOutlineAnnotation('', [line]), replaces: -1 });
    this.withClass((label) => {
      if (getDrawn(store.task.peek()) === 'pixels') store.paint.fill([line]);
      else store.add(makeOutlineAnnotation(label, [line]));
    });
    return true;
  }

  private startClick(grip: Grip, { shift, ctrl }: PointerInput): Drag {
    const box = startBox(this.store, grip, ({ box }) => this.withClass(() => void this.outlines.drag(box)));
    return {
      move: box.move,
      end: (moved) => {
        if (moved) box.end(true);
        else this.withClass(() => void this.outlines.click(clampPoint(grip.point, grip.size), !shift, ctrl));
      },
    };
  }

  move(input: PointerInput, moved: boolean): void {
    const point = this.toPoint(input);
    this.hand.pointer = point;
    this.drag?.move(point, moved);
    this.hover(input, point);
  }

  private hover(input: PointerInput, point: Point): void {
    const { store, hand } = this;
    const tool = store.tool.peek();
    const inside = point.x >= 0 && point.y >= 0 && point.x <= this.size.w && point.y <= this.size.h;
    hand.guides = !input.touch && inside && !this.drag && (tool === 'box' || tool === 'click');
    hand.brush = tool === 'brush' && inside && store.paint.mode.peek() !== 'bucket' ? store.paint.size.peek() : null;
    hand.overFirst =
      hand.line.length >= 6 && Math.hypot(hand.line[0] - point.x, hand.line[1] - point.y) <= this.getReach(input);
    this.redraw(false);
  }

  leave(): void {
    this.hand.pointer = null;
    this.hand.guides = false;
    this.redraw(false);
  }

  release(moved: boolean): void {
    const drag = this.drag;
    this.drag = null;
    this.drawing.value = false;
    drag?.end(moved);
    this.redraw();
  }

  /** Lets go of what is being drawn, as Escape does. Whether there was something. */
  drop(): boolean {
    const something = this.drag !== null || this.hand.line.length > 0 || this.ninths.isOn();
    this.drag?.cancel?.();
    this.drag = null;
    this.drawing.value = false;
    this.hand = { ...this.hand, sketch: null, line: [] };
    this.ninths.end();
    this.lifted = -1;
    this.redraw();
    return something;
  }

  /** Another finger came: what the first one began was not meant. */
  dropDrag(): void {
    this.drag?.cancel?.();
    this.drag = null;
    this.drawing.value = false;
    this.show(null);
  }

  /** Takes the last corner of a line away. Whether there was one. */
  removeLast(): boolean {
    if (!this.hand.line.length) return false;
    this.hand.line = this.hand.line.slice(0, -2);
    this.redraw(false);
    return true;
  }

  // Keys

  /** Drawing by ninths begins, with the picture seen whole. */
  beginNinths(): void {
    if (!this.store.canEdit()) return;
    if (this.store.label.peek() === null) return this.withClass(() => this.beginNinths());
    this.drop();
    this.store.select(-1);
    this.fit();
    this.ninths.begin();
  }

  private takeCorners(one: Point, other: Point): void {
    const { store } = this;
    const thing = makeBoxAnnotation(store.label.peek() ?? '', makeBox(one, other), this.size);
    if (!isLargeEnough(thing)) return;
    if (store.tool.peek() === 'click' || getDrawn(store.task.peek()) === 'pixels') void this.outlines.drag(thing.box);
    else store.add(thing);
  }

  changeSelected(make: (thing: Annotation, size: Size) => Annotation, later = false): void {
    const index = this.store.selected.peek();
    const thing = this.store.objects.peek()[index];
    if (!thing || thing.rle) return;
    const changed = make(thing, this.size);
    this.store.replace(index, changed, later);
    this.reveal(changed.box);
  }

  // Drawing

  private show(sketch: Sketch | null): void {
    this.hand.sketch = sketch;
    const lifted = sketch?.replaces ?? -1;
    this.redraw(lifted !== this.lifted);
    this.lifted = lifted;
  }

  private redraw(still = true): void {
    this.due.still ||= still;
    this.due.above = true;
    this.due.frame ||= requestAnimationFrame(() => {
      this.due.frame = 0;
      if (this.due.still) this.painter.drawStill(this.view.peek(), this.lifted);
      this.painter.drawAbove(this.view.peek(), this.size, this.hand, this.ninths);
      this.due.still = this.due.above = false;
      this.onFrame();
    });
  }
}
