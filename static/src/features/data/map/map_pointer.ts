/**
 * What mouse, pen and fingers do on the map: one draws a loop or moves the map, two fingers move and enlarge it, the
 * wheel enlarges it, a click is a click.
 */

/** Pixels: who moves less means a click. */
const STILL = 5;
/** Pixels between two corners of a loop. */
const STEP = 3;

export interface MapGestures {
  /** Whether a drag moves the map; else it draws a loop. */
  isMoving(): boolean;
  onClick(x: number, y: number, event: PointerEvent): void;
  onHover(x: number, y: number): void;
  onLeave(): void;
  onPan(x: number, y: number): void;
  onZoom(factor: number, x: number, y: number): void;
  /** A loop that is being drawn; corners: x, y, x, y, …; null: it is given up. */
  onLoop(corners: number[] | null): void;
  onLoopEnd(corners: number[]): void;
}

interface Held {
  x: number;
  y: number;
}

export class MapPointer {
  private readonly held = new Map<number, Held>();
  private start: Held = { x: 0, y: 0 };
  /** waiting: a click so far. none: what is held means nothing any more. */
  private kind: 'none' | 'waiting' | 'loop' | 'pan' | 'pinch' = 'none';
  private pans = false;
  private corners: number[] = [];
  private readonly leave = new AbortController();

  constructor(
    private readonly frame: HTMLElement,
    private readonly gestures: MapGestures,
  ) {
    const { signal } = this.leave;
    frame.addEventListener('pointerdown', this.onDown, { signal });
    frame.addEventListener('pointermove', this.onMove, { signal });
    frame.addEventListener('pointerup', this.onUp, { signal });
    frame.addEventListener('pointercancel', this.onCancel, { signal });
    frame.addEventListener('pointerleave', () => this.gestures.onLeave(), { signal });
    frame.addEventListener('wheel', this.onWheel, { signal, passive: false });
    frame.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  }

  dispose(): void {
    this.leave.abort();
  }

  /** Gives up the loop that is being drawn; whether there was one. */
  cancel(): boolean {
    const drawn = this.kind === 'loop';
    if (drawn) this.gestures.onLoop(null);
    this.kind = 'none';
    return drawn;
  }

  private readonly onDown = (event: PointerEvent) => {
    const here = this.locate(event);
    this.held.set(event.pointerId, here);
    this.frame.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault(); // the browser would scroll by itself
    if (this.held.size === 2) {
      this.cancel();
      this.kind = 'pinch';
    } else if (this.held.size === 1) {
      this.start = here;
      this.kind = 'waiting';
      this.pans = event.button !== 0 || this.gestures.isMoving();
    }
  };

  private readonly onMove = (event: PointerEvent) => {
    const here = this.locate(event);
    const before = this.held.get(event.pointerId);
    if (!before) return this.gestures.onHover(here.x, here.y);
    this.held.set(event.pointerId, here);
    if (this.kind === 'waiting' && Math.hypot(here.x - this.start.x, here.y - this.start.y) >= STILL) this.begin();
    if (this.kind === 'pan') this.gestures.onPan(here.x - before.x, here.y - before.y);
    else if (this.kind === 'pinch') this.pinch(event.pointerId, before, here);
    else if (this.kind === 'loop') this.extend(here);
  };

  private begin(): void {
    this.kind = this.pans ? 'pan' : 'loop';
    this.corners = [this.start.x, this.start.y];
    this.gestures.onLeave();
  }

  private extend({ x, y }: Held): void {
    if (Math.hypot(x - this.corners.at(-2)!, y - this.corners.at(-1)!) < STEP) return;
    this.corners.push(x, y);
    this.gestures.onLoop(this.corners);
  }

  private pinch(id: number, before: Held, here: Held): void {
    const other = [...this.held].find(([each]) => each !== id)?.[1];
    if (!other) return;
    const far = (one: Held) => Math.max(20, Math.hypot(one.x - other.x, one.y - other.y));
    this.gestures.onPan((here.x - before.x) / 2, (here.y - before.y) / 2);
    this.gestures.onZoom(far(here) / far(before), (here.x + other.x) / 2, (here.y + other.y) / 2);
  }

  private readonly onUp = (event: PointerEvent) => {
    const { kind } = this;
    this.held.delete(event.pointerId);
    this.kind = 'none';
    if (kind === 'waiting' && event.button === 0) this.gestures.onClick(this.start.x, this.start.y, event);
    else if (kind === 'loop') {
      this.gestures.onLoop(null);
      this.gestures.onLoopEnd(this.corners);
    }
  };

  private readonly onCancel = (event: PointerEvent) => {
    this.cancel();
    this.held.delete(event.pointerId);
  };

  private readonly onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const { x, y } = this.locate(event);
    // A line of a mouse's wheel is sixteen pixels; fingers that pinch on a pad move far less.
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
    this.gestures.onZoom(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), x, y);
  };

  private locate(event: MouseEvent): Held {
    const { left, top } = this.frame.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}
