/** Outlines: polygons x, y, x, y, … in pixels of a picture. */

import { clamp } from './boxes';
import type { Box, Point, Polygon, Size } from './shapes';

export function findPolygonsBox(polygons: readonly Polygon[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons)
    for (let at = 0; at < polygon.length; at += 2) {
      box[0] = Math.min(box[0], polygon[at]);
      box[1] = Math.min(box[1], polygon[at + 1]);
      box[2] = Math.max(box[2], polygon[at]);
      box[3] = Math.max(box[3], polygon[at + 1]);
    }
  return box;
}

/** The area inside, in square pixels, whichever way round the points go. */
export function computeArea(polygon: Polygon): number {
  let sum = 0;
  for (let at = 0; at < polygon.length; at += 2) {
    const next = (at + 2) % polygon.length;
    sum += polygon[at] * polygon[next + 1] - polygon[next] * polygon[at + 1];
  }
  return Math.abs(sum) / 2;
}

/** Whether a point lies inside, by the even-odd rule. */
export function isInPolygon(polygon: Polygon, { x, y }: Point): boolean {
  let inside = false;
  for (let at = 0, before = polygon.length - 2; at < polygon.length; before = at, at += 2) {
    const [x1, y1, x2, y2] = [polygon[at], polygon[at + 1], polygon[before], polygon[before + 1]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Shifts polygons together; at an edge of the picture they stop, as large as they were. */
export function movePolygons(polygons: readonly Polygon[], dx: number, dy: number, size: Size): Polygon[] {
  const box = findPolygonsBox(polygons);
  const x = clamp(dx, -box[0], size.w - box[2]);
  const y = clamp(dy, -box[1], size.h - box[3]);
  return polygons.map((polygon) => polygon.map((value, at) => value + (at % 2 ? y : x)));
}

/** Stretches polygons from the box around them into another one. */
export function fitPolygons(polygons: readonly Polygon[], from: Box, to: Box): Polygon[] {
  const x = (to[2] - to[0]) / Math.max(from[2] - from[0], Number.MIN_VALUE);
  const y = (to[3] - to[1]) / Math.max(from[3] - from[1], Number.MIN_VALUE);
  return polygons.map((polygon) =>
    polygon.map((value, at) => (at % 2 ? to[1] + (value - from[1]) * y : to[0] + (value - from[0]) * x)),
  );
}

/** A corner of an outline: of which polygon, and at which place of its numbers. */
export interface Corner {
  polygon: number;
  at: number;
}

/** The corner within so many pixels of a point, the nearest of them; null where there is none. */
export function findCorner(polygons: readonly Polygon[], { x, y }: Point, reach: number): Corner | null {
  let best: Corner | null = null;
  let nearest = reach;
  polygons.forEach((points, polygon) => {
    for (let at = 0; at < points.length; at += 2) {
      const far = Math.hypot(points[at] - x, points[at + 1] - y);
      if (far <= nearest) [best, nearest] = [{ polygon, at }, far];
    }
  });
  return best;
}

/** The side within so many pixels of a point: its first corner, and the nearest point on it. */
export function findSide(
  polygons: readonly Polygon[],
  point: Point,
  reach: number,
): { corner: Corner; point: Point } | null {
  let best: { corner: Corner; point: Point } | null = null;
  let nearest = reach;
  polygons.forEach((points, polygon) => {
    for (let at = 0; at < points.length; at += 2) {
      const next = (at + 2) % points.length;
      const on = findNearest(point, points[at], points[at + 1], points[next], points[next + 1]);
      const far = Math.hypot(on.x - point.x, on.y - point.y);
      if (far <= nearest) [best, nearest] = [{ corner: { polygon, at }, point: on }, far];
    }
  });
  return best;
}

/** The point of a segment that is nearest to another point. */
function findNearest({ x, y }: Point, x1: number, y1: number, x2: number, y2: number): Point {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share = length ? clamp(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0, 1) : 0;
  return { x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1) };
}

export function moveCorner(polygons: readonly Polygon[], { polygon, at }: Corner, { x, y }: Point): Polygon[] {
  return polygons.map((points, number) => (number === polygon ? points.with(at, x).with(at + 1, y) : points));
}

export function insertCorner(polygons: readonly Polygon[], { polygon, at }: Corner, { x, y }: Point): Polygon[] {
  return polygons.map((points, number) => (number === polygon ? points.toSpliced(at + 2, 0, x, y) : points));
}

/**
 * Leaves out the points of a line that lie within `tolerance` pixels of what is left (Douglas and Peucker 1973,
 * "Algorithms for the reduction of the number of points required to represent a digitized line").
 */
export function simplifyLine(points: readonly number[], tolerance: number): number[] {
  const keep = new Uint8Array(points.length / 2);
  keep[0] = keep[keep.length - 1] = 1;
  const stack: [number, number][] = [[0, keep.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [first, last] = span;
    let [far, where] = [tolerance, -1];
    for (let at = first + 1; at < last; at++) {
      const point = { x: points[2 * at], y: points[2 * at + 1] };
      const on = findNearest(point, points[2 * first], points[2 * first + 1], points[2 * last], points[2 * last + 1]);
      const distance = Math.hypot(on.x - point.x, on.y - point.y);
      if (distance > far) [far, where] = [distance, at];
    }
    if (where < 0) continue;
    keep[where] = 1;
    stack.push([first, where], [where, last]);
  }
  return points.filter((_, at) => keep[at >> 1]);
}
