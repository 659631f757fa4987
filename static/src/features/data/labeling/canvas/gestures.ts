/**
 * Mouse, fingers and pen on the stage. One finger draws, two push and zoom; once a pen has been used, fingers only
 * push.
 */

import type { Point } from '../geometry/shapes';
import type { PointerInput, StageController } from './stage_controller';

/** A pointer that stays within so many pixels has clicked: a mouse, a finger. */
const STILL_MOUSE = 3;
const STILL_TOUCH = 8;
/** One notch of a wheel. */
const WHEEL = 0.0016;

interface Held extends Point {
  touch: boolean;
}

export class Gestures {
  /** The space bar is held: the mouse pushes the picture. */
  pushing = false;
  private readonly held = new Map<number, Held>();
  /** What the first pointer does. */
  private act: 'draw' | 'push' | 'pinch' | null = null;
  private start: Point = { x: 0, y: 0 };
  private moved = false;
  private penSeen = false;

  constructor(
    private readonly stage: HTMLElement,
    private readonly controller: StageController,
    /** Where a finger draws: the loupe follows it. */
    private readonly onFinger: (at: Point | null) => void,
  ) {
    stage.addEventListener('pointerdown', this.down);
    stage.addEventListener('pointermove', this.move);
    stage.addEventListener('pointerup', this.up);
    stage.addEventListener('pointercancel', this.cancel);
    stage.addEventListener('pointerleave', this.leave);
    stage.addEventListener('wheel', this.wheel, { passive: false });
  }

  dispose(): void {
    this.stage.removeEventListener('pointerdown', this.down);
    this.stage.removeEventListener('pointermove', this.move);
    this.stage.removeEventListener('pointerup', this.up);
    this.stage.removeEventListener('pointercancel', this.cancel);
    this.stage.removeEventListener('pointerleave', this.leave);
    this.stage.removeEventListener('wheel', this.wheel);
  }

  /** Lets go of what is drawn; the pointer that is still down does nothing more. */
  drop(): void {
    this.act = null;
    this.onFinger(null);
  }

  private readonly down = (event: PointerEvent) => {
    if (event.button > 1) return;
    const at = this.locate(event);
    const touch = event.pointerType === 'touch';
    this.penSeen ||= event.pointerType === 'pen';
    this.stage.setPointerCapture(event.pointerId);
    this.held.set(event.pointerId, { ...at, touch });
    if (this.held.size > 1) {
      if (this.act === 'draw') this.controller.dropDrag();
      this.onFinger(null);
      this.act = touch ? 'pinch' : this.act;
      return;
    }
    this.start = at;
    this.moved = false;
    const pushes = this.pushing || event.button === 1 || (touch && this.penSeen);
    this.act = !pushes && this.controller.press(this.describe(event, at)) ? 'draw' : 'push';
    if (touch && this.act === 'draw') this.onFinger(at);
    event.preventDefault();
    this.stage.focus({ preventScroll: true });
  };

  private readonly move = (event: PointerEvent) => {
    const at = this.locate(event);
    const before = this.held.get(event.pointerId);
    const input = this.describe(event, at);
    if (!before) return this.controller.move(input, false);
    this.held.set(event.pointerId, { ...at, touch: before.touch });
    const still = before.touch ? STILL_TOUCH : STILL_MOUSE;
    this.moved ||= Math.hypot(at.x - this.start.x, at.y - this.start.y) > still;
    if (this.act === 'pinch') return this.pinch(event.pointerId, before, at);
    if (this.act === 'push') return this.moved ? this.controller.panBy(at.x - before.x, at.y - before.y) : undefined;
    if (this.act !== 'draw') return;
    this.controller.move(input, this.moved);
    if (before.touch) this.onFinger(at);
  };

  private readonly up = (event: PointerEvent) => {
    if (!this.held.delete(event.pointerId)) return;
    this.onFinger(null);
    if (this.held.size) return;
    if (this.act === 'draw') this.controller.release(this.moved);
    this.act = null;
  };

  private readonly cancel = (event: PointerEvent) => {
    if (!this.held.delete(event.pointerId)) return;
    this.onFinger(null);
    if (this.act === 'draw') this.controller.dropDrag();
    this.act = null;
  };

  private readonly leave = () => this.controller.leave();

  private readonly wheel = (event: WheelEvent) => {
    event.preventDefault();
    // Lines and pages count as so many pixels; a pinch on a touch pad comes as a wheel with Ctrl.
    const unit = [1, 16, 400][event.deltaMode] * (event.ctrlKey ? 4 : 1);
    if (event.shiftKey) this.controller.panBy(-(event.deltaX || event.deltaY) * unit, 0);
    else this.controller.zoom(Math.exp(-event.deltaY * unit * WHEEL), this.locate(event));
  };

  /** Two fingers: the picture goes where they go, and grows as they part. */
  private pinch(id: number, before: Point, at: Point): void {
    const other = [...this.held].find(([each]) => each !== id)?.[1];
    if (!other) return;
    const distance = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.controller.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
    this.controller.zoom(distance(at) / distance(before), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }

  private locate(event: MouseEvent): Point {
    const { left, top } = this.stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  private describe(event: PointerEvent, at: Point): PointerInput {
    const ctrl = event.ctrlKey || event.metaKey;
    return { at, touch: event.pointerType === 'touch', shift: event.shiftKey, ctrl };
  }
}
