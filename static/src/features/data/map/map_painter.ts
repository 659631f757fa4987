/** Draws the map: from afar a dot for each picture in the color of its class, from near the pictures themselves. */

import type { MapData, Places } from './map_data';
import { type Color, DotPainter, parseColor } from './map_dots';
import type { MapImages } from './map_images';
import { ASPECT, type MapView } from './map_view';

/** What is known of a point, one bit each. */
export const HIDDEN = 1;
export const DELETED = 2;
export const SELECTED = 4;
export const DIM = 8;

/** Pixels of the side of a picture. */
const SMALLEST = 15;
const LARGEST = 112;
const TICKED = 30;
const NAMED = 60;
/** Pictures that are drawn at once; more are dots. */
const MAX_PICTURES = 2_500;
/** Pixels of the screen: dots of a smaller radius are squares. */
const ROUND = 2.25;
const INK = '#1d2530';
const BRAND = '#2a56b9';
const RING = '#ffd43b';
const FADED = 0.16;

export interface MapScene {
  view: MapView;
  data: MapData;
  places: Places;
  flags: Uint8Array;
  /** The number of each point's color in the palette. */
  colors: Uint8Array;
  palette: readonly string[];
  paper: string;
  images: MapImages;
  /** The point that keys move to, and the one under the pointer; -1: none. */
  focused: number;
  hovered: number;
}

export class MapPainter {
  private readonly context: CanvasRenderingContext2D;
  private readonly dots = new DotPainter();
  private seen = new Uint32Array(0);
  private ratio = 1;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d')!;
  }

  resize(width: number, height: number): void {
    this.ratio = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = Math.max(1, Math.round(width * this.ratio));
    this.canvas.height = Math.max(1, Math.round(height * this.ratio));
  }

  draw(scene: MapScene): void {
    const { context, ratio } = this;
    const count = this.findSeen(scene);
    const side = getSide(scene);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (side >= SMALLEST && count <= MAX_PICTURES) {
      context.fillStyle = scene.paper;
      context.fillRect(0, 0, this.canvas.width, this.canvas.height);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.drawPictures(scene, count, side);
    } else {
      this.drawDots(scene, count);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    this.drawMark(scene, scene.hovered, [INK]);
    this.drawMark(scene, scene.focused, [INK, RING]);
  }

  /** Whether single pictures are drawn, and not dots. */
  isNear(scene: MapScene): boolean {
    return getSide(scene) >= SMALLEST && this.findSeen(scene) <= MAX_PICTURES;
  }

  /** The points that are drawn, those that are selected last. */
  private findSeen({ view, places, flags }: MapScene): number {
    const { x, y } = places;
    if (this.seen.length < x.length) this.seen = new Uint32Array(x.length);
    const [left, top] = view.toMap(-LARGEST / 2, -LARGEST / 2);
    const [right, bottom] = view.toMap(view.width + LARGEST / 2, view.height + LARGEST / 2);
    let count = 0;
    for (const wanted of [0, SELECTED])
      for (let at = 0; at < x.length; at++)
        if ((flags[at] & (SELECTED | HIDDEN)) === wanted && x[at] >= left && x[at] <= right)
          if (y[at] >= top && y[at] <= bottom) this.seen[count++] = at;
    return count;
  }

  private drawDots(scene: MapScene, count: number): void {
    const { dots, ratio, seen } = this;
    const { view, places, flags, colors } = scene;
    const palette = scene.palette.map(parseColor);
    const [ink, brand]: Color[] = [parseColor(INK), parseColor(BRAND)];
    const radius = Math.round(ratio * getRadius(scene) * 2) / 2;
    const rim = radius > 2.5 ? 0.8 * ratio : 0.5 * ratio;
    dots.begin(this.canvas.width, this.canvas.height, parseColor(scene.paper));
    const [left, top, across, down] = [view.left, view.top, view.scale * ASPECT, view.scale];
    const side = radius < ROUND ? Math.max(2, Math.round(2 * radius)) : 0;
    // Without a rim, a pale color would be lost on the paper.
    const shades = palette.map((color) => color.map((part, at) => part * 0.8 + ink[at] * 0.2) as unknown as Color);
    const [full, faded] = [1, FADED].map((strength) => shades.map((color) => dots.mix(color, strength)));
    const marked = dots.mix(brand, 1);
    for (let place = 0; place < count; place++) {
      const at = seen[place];
      const x = (left + places.x[at] * across) * ratio;
      const y = (top + places.y[at] * down) * ratio;
      const color = palette[colors[at]];
      const pale = (flags[at] & (DELETED | DIM)) > 0;
      if (side) {
        if (flags[at] & SELECTED) dots.fill(x, y, side + 2, marked);
        dots.fill(x, y, side, (pale ? faded : full)[colors[at]]);
      } else if (flags[at] & SELECTED) dots.paint(x, y, radius + ratio, 2 * ratio, color, brand, 1);
      else dots.paint(x, y, radius, rim, color, ink, pale ? FADED : 1);
    }
    dots.end(this.context);
  }

  private drawPictures(scene: MapScene, count: number, side: number): void {
    const { context, seen, ratio } = this;
    const { view, places, flags, colors, palette, images, data } = scene;
    const edge = Math.max(1.5, Math.min(4, side * 0.06));
    const large = side * ratio > data.tile * 1.2;
    // What is pointed at, or has the focus, lies above all others.
    const above = [scene.hovered, scene.focused].filter((at) => at >= 0 && at < flags.length);
    for (let place = 0; place < count + above.length; place++) {
      const at = place < count ? seen[place] : above[place - count];
      const [x, y] = view.toScreen(places.x[at], places.y[at]);
      const selected = (flags[at] & SELECTED) > 0;
      context.globalAlpha = flags[at] & (DELETED | DIM) ? FADED : 1;
      const [left, top] = [x - side / 2, y - side / 2];
      fillFrame(context, left, top, side, edge + (selected ? 4 : 1), selected ? BRAND : INK);
      if (selected) fillFrame(context, left, top, side, edge + 1, '#ffffff');
      fillFrame(context, left, top, side, edge, palette[colors[at]]);
      const part = images.get(at, large);
      if (part) context.drawImage(part.image, part.x, part.y, part.side, part.side, left, top, side, side);
      if (selected && side >= TICKED) drawTick(context, left + side, top);
      if (side >= NAMED) drawName(context, data.points[at].labels, left + side, top + side, side);
    }
    context.globalAlpha = 1;
  }

  private drawMark(scene: MapScene, at: number, [inner, outer]: string[]): void {
    if (at < 0 || at >= scene.places.x.length || Number.isNaN(scene.places.x[at])) return;
    const { context } = this;
    const [x, y] = scene.view.toScreen(scene.places.x[at], scene.places.y[at]);
    const half = (this.isNear(scene) ? getSide(scene) / 2 : getRadius(scene)) + 5;
    const lines: [string, number][] = outer ? [[inner, 7], [outer, 3]] : [[inner, 2]]; // biome-ignore format: pairs
    for (const [color, width] of lines) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.strokeRect(x - half, y - half, 2 * half, 2 * half);
    }
  }
}

/** Pixels of a picture's side, as large as leaves most of its neighbors to be seen. */
export function getSide({ view, data }: MapScene): number {
  const room = view.whole * Math.sqrt(ASPECT / Math.max(1, data.points.length));
  return Math.min(LARGEST, 0.95 * room * view.zoom ** 0.7);
}

/** Pixels of a dot's radius. */
export const getRadius = (scene: MapScene) => Math.min(6, Math.max(1.5, getSide(scene) * 0.28));

function fillFrame(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  side: number,
  edge: number,
  color: string,
): void {
  context.fillStyle = color;
  context.fillRect(left - edge, top - edge, side + 2 * edge, side + 2 * edge);
}

function drawTick(context: CanvasRenderingContext2D, right: number, top: number): void {
  context.fillStyle = BRAND;
  context.beginPath();
  context.arc(right - 2, top + 2, 9, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = '#ffffff';
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(right - 6.5, top + 2);
  context.lineTo(right - 3, top + 5.5);
  context.lineTo(right + 3, top - 1.5);
  context.stroke();
}

function drawName(
  context: CanvasRenderingContext2D,
  labels: string[],
  right: number,
  bottom: number,
  side: number,
): void {
  if (!labels.length) return;
  context.font = '600 12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  const room = side - 8;
  let name = labels[0];
  while (name.length > 1 && context.measureText(name).width > room - 8) name = `${name.slice(0, -2)}…`;
  const width = context.measureText(name).width + 8;
  context.fillStyle = 'rgb(29 37 48 / 80%)';
  context.fillRect(right - width, bottom - 18, width, 18);
  context.fillStyle = '#ffffff';
  context.fillText(name, right - width + 4, bottom - 8.5);
}
