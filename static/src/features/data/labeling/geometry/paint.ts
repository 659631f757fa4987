/** Painting a picture: each of its pixels has the number of a class, 0 for none. */

import { isInPolygon } from './polygons';
import type { Box, Point, Polygon } from './shapes';

export interface Paint {
  w: number;
  h: number;
  /** Row by row. */
  pixels: Uint8Array;
}

/** Paints everything within a radius of a line between two points; gives the box of what may have changed. */
export function paintLine({ w, h, pixels }: Paint, from: Point, to: Point, radius: number, value: number): Box {
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - radius));
  const right = Math.min(w, Math.ceil(Math.max(from.x, to.x) + radius) + 1);
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius));
  const bottom = Math.min(h, Math.ceil(Math.max(from.y, to.y) + radius) + 1);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const [x, y] = [column + 0.5 - from.x, row + 0.5 - from.y];
      const share = length ? Math.max(0, Math.min(1, (x * dx + y * dy) / length)) : 0;
      if ((x - share * dx) ** 2 + (y - share * dy) ** 2 <= radius * radius) pixels[row * w + column] = value;
    }
  return [left, top, right, bottom];
}

export function paintPolygon({ w, h, pixels }: Paint, polygon: Polygon, box: Box, value: number): void {
  for (let y = Math.max(0, Math.floor(box[1])); y < Math.min(h, Math.ceil(box[3])); y++)
    for (let x = Math.max(0, Math.floor(box[0])); x < Math.min(w, Math.ceil(box[2])); x++)
      if (isInPolygon(polygon, { x: x + 0.5, y: y + 0.5 })) pixels[y * w + x] = value;
}

/**
 * Pours a class over the pixels around a point that hang together, have the same class as it, and look like it.
 * colors: RGBA row by row; alike: how far each of a color's three parts may be from the one that was clicked.
 * Gives how many pixels were painted.
 */
export function pour(
  { w, h, pixels }: Paint,
  colors: Uint8ClampedArray,
  { x, y }: Point,
  value: number,
  alike: number,
): number {
  const start = Math.floor(y) * w + Math.floor(x);
  const before = pixels[start];
  if (x < 0 || y < 0 || x >= w || y >= h || before === value) return 0;
  const looksAlike = (at: number) =>
    Math.abs(colors[4 * at] - colors[4 * start]) <= alike &&
    Math.abs(colors[4 * at + 1] - colors[4 * start + 1]) <= alike &&
    Math.abs(colors[4 * at + 2] - colors[4 * start + 2]) <= alike;
  const stack = [start];
  let count = 0;
  pixels[start] = value;
  while (stack.length) {
    const at = stack.pop()!;
    count++;
    const column = at % w;
    for (const next of [column ? at - 1 : -1, column < w - 1 ? at + 1 : -1, at - w, at + w])
      if (next >= 0 && next < w * h && pixels[next] === before && looksAlike(next)) {
        pixels[next] = value;
        stack.push(next);
      }
  }
  return count;
}
