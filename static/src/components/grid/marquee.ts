/** Selecting tiles by a frame that the mouse draws, or by a finger that rests on one and then paints over others. */

import type { GridSelection } from './grid_selection';

/** Pixels: who moves less means a click. */
const STILL = 6;
const LONG_PRESS_MS = 450;
/** Pixels from the wall's upper and lower edge where it begins to scroll, and how fast it does, each frame. */
const EDGE = 32;
const SCROLL_STEP = 14;

interface Geometry {
  indexAt(x: number, y: number): number;
  indexesIn(left: number, top: number, right: number, bottom: number): number[];
}

export class GridMarquee {
  private readonly box = Object.assign(document.createElement('div'), { className: 'wall-marquee', hidden: true });
  /** Where it began, from the first tile's corner; null while nothing is held. */
  private start: { x: number; y: number; index: number } | null = null;
  private pointer = { x: 0, y: 0 };
  private kind: 'waiting' | 'frame' | 'paint' = 'waiting';
  private timer = 0;
  private frame = 0;
  private swept = '';

  constructor(
    private readonly wall: HTMLElement,
    private readonly space: HTMLElement,
    private readonly geometry: Geometry,
    private readonly selection: GridSelection,
  ) {
    space.append(this.box);
    wall.addEventListener('pointerdown', this.onDown);
    wall.addEventListener('pointermove', this.onMove);
    wall.addEventListener('pointerup', this.onUp);
    wall.addEventListener('pointercancel', this.onUp);
    wall.addEventListener('touchmove', this.onTouchMove, { passive: false });
    wall.addEventListener('contextmenu', this.onContextMenu);
  }

  dispose(): void {
    this.end();
    this.wall.removeEventListener('pointerdown', this.onDown);
    this.wall.removeEventListener('pointermove', this.onMove);
    this.wall.removeEventListener('pointerup', this.onUp);
    this.wall.removeEventListener('pointercancel', this.onUp);
    this.wall.removeEventListener('touchmove', this.onTouchMove);
    this.wall.removeEventListener('contextmenu', this.onContextMenu);
    this.box.remove();
  }

  private readonly onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !event.isPrimary || event.offsetX > this.wall.clientWidth) return;
    if (event.target === this.wall && this.isOnScrollbar(event)) return;
    this.pointer = { x: event.clientX, y: event.clientY };
    const { x, y } = this.locate();
    this.start = { x, y, index: this.geometry.indexAt(x, y) };
    this.kind = 'waiting';
    if (event.pointerType !== 'mouse' && this.start.index >= 0)
      this.timer = window.setTimeout(() => this.begin('paint', event.pointerId), LONG_PRESS_MS);
  };

  private readonly onMove = (event: PointerEvent) => {
    if (!this.start) return;
    const moved = Math.hypot(event.clientX - this.pointer.x, event.clientY - this.pointer.y);
    if (this.kind === 'waiting') {
      if (moved < STILL) return;
      // A finger that moves at once scrolls.
      if (event.pointerType !== 'mouse') return this.end();
      this.begin('frame', event.pointerId);
    }
    this.pointer = { x: event.clientX, y: event.clientY };
    this.update();
    this.scrollAtEdge();
  };

  private readonly onUp = () => {
    if (this.kind !== 'waiting' && this.start) {
      // What follows is no click on the tile below.
      const stop = (event: Event) => event.stopPropagation();
      this.wall.addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => this.wall.removeEventListener('click', stop, { capture: true }));
    }
    this.end();
  };

  private readonly onTouchMove = (event: TouchEvent) => {
    if (this.kind === 'paint' && this.start && event.cancelable) event.preventDefault();
  };

  /** Resting on a picture selects it: it opens no menu of the browser. */
  private readonly onContextMenu = (event: MouseEvent) => {
    if (this.timer || (this.start && this.kind === 'paint')) event.preventDefault();
  };

  private isOnScrollbar(event: PointerEvent): boolean {
    return event.clientX > this.wall.getBoundingClientRect().left + this.wall.clientLeft + this.wall.clientWidth;
  }

  private begin(kind: 'frame' | 'paint', pointer: number): void {
    this.kind = kind;
    this.swept = '';
    this.selection.beginSweep();
    if (kind === 'frame') this.wall.setPointerCapture(pointer);
    this.box.hidden = kind !== 'frame';
    this.update();
  }

  private update(): void {
    if (!this.start) return;
    const { x, y } = this.locate();
    const found = this.kind === 'frame' ? this.drawFrame(x, y) : this.paintTo(x, y);
    const swept = `${found[0]} ${found.at(-1)} ${found.length}`;
    if (!found.length && this.kind === 'paint') return;
    if (swept !== this.swept) this.selection.sweep(found);
    this.swept = swept;
  }

  private drawFrame(x: number, y: number): number[] {
    const { start, box } = this;
    const [left, top] = [Math.min(x, start!.x), Math.min(y, start!.y)];
    const [right, bottom] = [Math.max(x, start!.x), Math.max(y, start!.y)];
    box.style.transform = `translate(${left}px, ${top}px)`;
    box.style.width = `${right - left}px`;
    box.style.height = `${bottom - top}px`;
    return this.geometry.indexesIn(left, top, right, bottom);
  }

  private paintTo(x: number, y: number): number[] {
    const [at, from] = [this.geometry.indexAt(x, y), this.start!.index];
    if (at < 0) return [];
    const [first, last] = [Math.min(at, from), Math.max(at, from)];
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  }

  private scrollAtEdge(): void {
    const { top, bottom } = this.wall.getBoundingClientRect();
    const step = this.pointer.y < top + EDGE ? -SCROLL_STEP : this.pointer.y > bottom - EDGE ? SCROLL_STEP : 0;
    if (!step || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.start || this.kind === 'waiting') return;
      this.wall.scrollTop += step;
      this.update();
      this.scrollAtEdge();
    });
  }

  private locate(): { x: number; y: number } {
    const { left, top } = this.space.getBoundingClientRect();
    return { x: this.pointer.x - left, y: this.pointer.y - top };
  }

  private end(): void {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.timer = this.frame = 0;
    this.start = null;
    this.kind = 'waiting';
    this.box.hidden = true;
  }
}
