/**
 * The map as an island: two canvases, of the points and of the loop that is being drawn above them. It is drawn without
 * the framework, once a frame.
 */

import type { MapData, Places } from './map_data';
import { DELETED, getRadius, getSide, HIDDEN, MapPainter, type MapScene } from './map_painter';
import { MapPointer } from './map_pointer';
import { MapView } from './map_view';
import { PointGrid } from './point_grid';

const MOVE_MS = 600;
const ZOOM_STEP = 1.4;
const REACH = 9;
const BRAND = '#2a56b9';

/** What a map's points look like, and what is done with them. */
export interface MapSource {
  /** Keys have moved to a point. */
  onPoint(at: number): void;
  onOpen(at: number): void;
  onToggle(at: number): void;
  onLoop(points: number[]): void;
  onEmpty(): void;
  onSelectAll(): void;
  /** The point under the pointer, and where it is drawn; -1: none. */
  onHover(at: number, x: number, y: number): void;
  /** Whether a click selects. */
  isSelecting(): boolean;
  isMoving(): boolean;
}

export class MapCanvas {
  private readonly view = new MapView();
  private readonly above: HTMLCanvasElement;
  private readonly painter: MapPainter;
  private readonly pointer: MapPointer;
  private readonly sizes = new ResizeObserver(() => this.resize());
  private readonly leave = new AbortController();
  private scene: MapScene | null = null;
  private grid: PointGrid | null = null;
  private frame = 0;
  private moveFrame = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly source: MapSource,
  ) {
    const canvas = element.appendChild(document.createElement('canvas'));
    this.above = element.appendChild(document.createElement('canvas'));
    this.painter = new MapPainter(canvas);
    this.pointer = new MapPointer(element, {
      isMoving: () => this.source.isMoving(),
      onClick: (x, y, event) => this.click(x, y, event),
      onHover: (x, y) => this.hover(x, y),
      onLeave: () => this.setHovered(-1),
      onPan: (x, y) => this.change(() => this.view.pan(x, y)),
      onZoom: (factor, x, y) => this.change(() => this.view.zoomAt(factor, x, y)),
      onLoop: (corners) => this.drawLoop(corners),
      onLoopEnd: (corners) => this.endLoop(corners),
    });
    const { signal } = this.leave;
    element.addEventListener('keydown', this.onKey, { signal });
    element.addEventListener('focus', () => this.scheduleDraw(), { signal });
    element.addEventListener('blur', () => this.scheduleDraw(), { signal });
    this.sizes.observe(element);
    this.resize();
  }

  dispose(): void {
    this.leave.abort();
    this.pointer.dispose();
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.moveFrame);
    this.element.replaceChildren();
  }

  /** Shows these points; those that were elsewhere wander to their new places. */
  show(data: MapData, places: Places, look: Pick<MapScene, 'flags' | 'colors' | 'palette' | 'paper' | 'images'>): void {
    const before = this.scene;
    const focused = before ? data.points.findIndex((one) => one.path === before.data.points[before.focused]?.path) : -1;
    this.scene = { view: this.view, data, places, ...look, focused, hovered: -1 };
    this.grid = new PointGrid(places);
    const same = before?.data.points.length === data.points.length && before.places !== places;
    if (same && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.wander(before.places, places);
    else this.scheduleDraw();
  }

  /** What is known of the points has changed in place. */
  refresh(look: Partial<MapScene>): void {
    if (this.scene) Object.assign(this.scene, look);
    this.scheduleDraw();
  }

  zoom(way: 1 | -1): void {
    const { width, height } = this.view;
    const [x, y] = this.locate(this.scene?.focused ?? -1) ?? [width / 2, height / 2];
    const inside = x >= 0 && y >= 0 && x <= width && y <= height;
    const factor = way > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
    this.change(() => this.view.zoomAt(factor, inside ? x : width / 2, inside ? y : height / 2));
  }

  fit(): void {
    this.change(() => this.view.fit());
  }

  /** Moves the focus to a point. */
  focus(at: number): void {
    const { scene } = this;
    if (!scene || at < 0) return;
    scene.focused = at;
    this.change(() => this.view.reveal(scene.places.x[at], scene.places.y[at], getSide(scene) / 2 + 24));
  }

  private wander(from: Places, to: Places): void {
    const scene = this.scene!;
    const began = performance.now();
    const now: Places = { x: new Float32Array(to.x.length), y: new Float32Array(to.x.length) };
    cancelAnimationFrame(this.moveFrame);
    const step = () => {
      const part = Math.min(1, (performance.now() - began) / MOVE_MS);
      const eased = part * part * (3 - 2 * part);
      for (let at = 0; at < to.x.length; at++) {
        const known = !Number.isNaN(from.x[at]);
        now.x[at] = known ? from.x[at] + (to.x[at] - from.x[at]) * eased : to.x[at];
        now.y[at] = known ? from.y[at] + (to.y[at] - from.y[at]) * eased : to.y[at];
      }
      scene.places = part < 1 ? now : to;
      this.draw();
      if (part < 1 && this.scene === scene) this.moveFrame = requestAnimationFrame(step);
    };
    step();
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    this.view.resize(width, height);
    this.painter.resize(width, height);
    this.above.width = Math.max(1, width);
    this.above.height = Math.max(1, height);
    this.draw();
  }

  private change(act: () => void): void {
    act();
    this.setHovered(-1);
    this.scheduleDraw();
  }

  private scheduleDraw(): void {
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.scene) return;
    const shown = this.element.matches(':focus-visible');
    this.painter.draw(shown ? this.scene : { ...this.scene, focused: -1 });
  }

  private click(x: number, y: number, event: PointerEvent): void {
    this.element.focus({ preventScroll: true });
    const at = this.findAt(x, y);
    if (at < 0) return this.source.onEmpty();
    this.scene!.focused = at;
    if (event.ctrlKey || event.metaKey || event.shiftKey || this.source.isSelecting()) this.source.onToggle(at);
    else this.source.onOpen(at);
    this.setHovered(-1);
  }

  private hover(x: number, y: number): void {
    this.setHovered(this.findAt(x, y));
  }

  private setHovered(at: number): void {
    const { scene } = this;
    if (!scene || scene.hovered === at) return;
    scene.hovered = at;
    const [x, y] = this.locate(at) ?? [0, 0];
    this.source.onHover(at, x, y);
    this.scheduleDraw();
  }

  /** The point that is drawn here, the nearest first; -1: none. */
  private findAt(x: number, y: number): number {
    const { scene, grid } = this;
    if (!scene || !grid) return -1;
    const reach = this.painter.isNear(scene) ? getSide(scene) / 2 + 2 : Math.max(REACH, getRadius(scene) + 2);
    let [best, nearest] = [-1, Number.POSITIVE_INFINITY];
    const [left, top] = this.view.toMap(x - reach, y - reach);
    const [right, bottom] = this.view.toMap(x + reach, y + reach);
    grid.visit(left, top, right, bottom, (at) => {
      const [across, down] = this.view.toScreen(scene.places.x[at], scene.places.y[at]);
      const away = Math.hypot(across - x, down - y);
      const inside = Math.abs(across - x) <= reach && Math.abs(down - y) <= reach;
      if (inside && away < nearest && this.isThere(at)) [best, nearest] = [at, away];
    });
    return best;
  }

  private isThere(at: number): boolean {
    return (this.scene!.flags[at] & (HIDDEN | DELETED)) === 0;
  }

  private locate(at: number): [number, number] | null {
    const { scene } = this;
    return scene && at >= 0 && at < scene.places.x.length
      ? this.view.toScreen(scene.places.x[at], scene.places.y[at])
      : null;
  }

  private drawLoop(corners: number[] | null): void {
    const context = this.above.getContext('2d')!;
    context.clearRect(0, 0, this.above.width, this.above.height);
    if (!corners || corners.length < 4) return;
    const path = new Path2D();
    for (let at = 0; at < corners.length; at += 2) path.lineTo(corners[at], corners[at + 1]);
    path.closePath();
    context.fillStyle = 'rgb(42 86 185 / 14%)';
    context.fill(path);
    context.strokeStyle = '#ffffff';
    context.lineWidth = 4;
    context.stroke(path);
    context.strokeStyle = BRAND;
    context.lineWidth = 2;
    context.stroke(path);
  }

  private endLoop(corners: number[]): void {
    const { scene, grid } = this;
    if (!scene || !grid) return;
    const outline: number[] = [];
    for (let at = 0; at < corners.length; at += 2) outline.push(...this.view.toMap(corners[at], corners[at + 1]));
    this.source.onLoop(grid.findInside(outline).filter((at) => this.isThere(at)));
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const at = this.scene?.focused ?? -1;
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== 'a') return;
      this.source.onSelectAll();
    } else if (way) this.step(way[0], way[1]);
    else if (event.key === ' ') {
      if (!event.repeat && at >= 0 && this.isThere(at)) this.source.onToggle(at);
    } else if (event.key === 'Enter' && at >= 0 && this.isThere(at)) this.source.onOpen(at);
    else if (event.key === '+' || event.key === '=') this.zoom(1);
    else if (event.key === '-') this.zoom(-1);
    else if (event.key === 'Home') this.fit();
    else if (event.key === 'Escape' && this.pointer.cancel()) event.stopPropagation();
    else return;
    event.preventDefault();
  };

  /** To the nearest point in a direction; from nowhere, to the one nearest to the middle. */
  private step(across: number, down: number): void {
    const { scene } = this;
    if (!scene) return;
    const from = scene.focused;
    const [x, y] = this.locate(from) ?? [this.view.width / 2, this.view.height / 2];
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let at = 0; at < scene.places.x.length; at++) {
      if (at === from || !this.isThere(at)) continue;
      const [here, below] = this.view.toScreen(scene.places.x[at], scene.places.y[at]);
      const along = (here - x) * across + (below - y) * down;
      const beside = Math.abs((here - x) * down) + Math.abs((below - y) * across);
      const cost = from < 0 ? Math.hypot(here - x, below - y) : along + 2 * beside;
      if (cost < least && (from < 0 || (along > 0 && beside <= along * 1.5))) [best, least] = [at, cost];
    }
    if (best < 0) return;
    this.focus(best);
    this.source.onPoint(best);
  }
}
