/** Boxes in pixels of a picture: left, top, right, bottom, as numbers with fractions. */

import type { Box, Point, Size } from './shapes';

/** The eight handles of a box, by the sides that they move: -1 the left or upper one, 1 the right or lower one. */
export const HANDLES = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
] as const;
export type Handle = (typeof HANDLES)[number];

/** The box between two points, whichever of them is which corner. */
export function makeBox(one: Point, other: Point): Box {
  return [Math.min(one.x, other.x), Math.min(one.y, other.y), Math.max(one.x, other.x), Math.max(one.y, other.y)];
}

export const clampPoint = ({ x, y }: Point, { w, h }: Size): Point => ({ x: clamp(x, 0, w), y: clamp(y, 0, h) });

export function clampBox(box: Box, { w, h }: Size): Box {
  return [clamp(box[0], 0, w), clamp(box[1], 0, h), clamp(box[2], 0, w), clamp(box[3], 0, h)];
}

/** Shifts a box; at an edge of the picture it stops, as large as it was. */
export function moveBox(box: Box, dx: number, dy: number, size: Size): Box {
  const x = clamp(dx, -box[0], size.w - box[2]);
  const y = clamp(dy, -box[1], size.h - box[3]);
  return [box[0] + x, box[1] + y, box[2] + x, box[3] + y];
}

/** Moves the sides that a handle holds. A side that is pulled over the opposite one turns the box over. */
export function resizeBox(box: Box, handle: Handle, dx: number, dy: number, size: Size): Box {
  const [left, top, right, bottom] = box;
  return clampBox(
    makeBox(
      { x: left + (handle.x < 0 ? dx : 0), y: top + (handle.y < 0 ? dy : 0) },
      { x: right + (handle.x > 0 ? dx : 0), y: bottom + (handle.y > 0 ? dy : 0) },
    ),
    size,
  );
}

export function getHandlePoint(box: Box, handle: Handle): Point {
  return {
    x: handle.x < 0 ? box[0] : handle.x > 0 ? box[2] : (box[0] + box[2]) / 2,
    y: handle.y < 0 ? box[1] : handle.y > 0 ? box[3] : (box[1] + box[3]) / 2,
  };
}

/** The handle within so many pixels of a point, the nearest of them; null where there is none. */
export function findHandle(box: Box, point: Point, reach: number): Handle | null {
  let best: Handle | null = null;
  let nearest = reach;
  for (const handle of HANDLES) {
    const at = getHandlePoint(box, handle);
    const far = Math.max(Math.abs(at.x - point.x), Math.abs(at.y - point.y));
    if (far <= nearest) [best, nearest] = [handle, far];
  }
  return best;
}

export const measureBox = (box: Box): Size => ({ w: box[2] - box[0], h: box[3] - box[1] });
export const isInBox = (box: Box, { x, y }: Point, reach = 0) =>
  x >= box[0] - reach && x <= box[2] + reach && y >= box[1] - reach && y <= box[3] + reach;

export const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
