/** What is done to the labels of a picture: found under a pointer, moved, resized, reshaped. */

import type { Annotation } from '../state/labeling_types';
import { clampBox, type Handle, isInBox, measureBox, moveBox, resizeBox } from './boxes';
import {
  type Corner,
  findPolygonsBox,
  findSide,
  fitPolygons,
  insertCorner,
  isInPolygon,
  moveCorner,
  movePolygons,
} from './polygons';
import type { Box, Point, Polygon, Size } from './shapes';

/** Smaller things were not meant: a click whose hand shook. */
export const MIN_SIDE = 2;

export function makeBoxAnnotation(label: string, box: Box, size: Size): Annotation {
  return { label, box: clampBox(box, size), polygons: [], rle: null };
}

export function makeOutlineAnnotation(label: string, polygons: Polygon[]): Annotation {
  return { label, box: findPolygonsBox(polygons), polygons, rle: null };
}

/** With other polygons; the box is around them. */
export const reshape = (thing: Annotation, polygons: Polygon[]): Annotation => ({
  ...thing,
  polygons,
  box: findPolygonsBox(polygons),
  rle: null,
});

export const isLargeEnough = ({ box }: Annotation) => {
  const { w, h } = measureBox(box);
  return w >= MIN_SIDE && h >= MIN_SIDE;
};

export function moveAnnotation(thing: Annotation, dx: number, dy: number, size: Size): Annotation {
  if (!thing.polygons.length) return { ...thing, box: moveBox(thing.box, dx, dy, size) };
  return reshape(thing, movePolygons(thing.polygons, dx, dy, size));
}

/** Moves the sides that a handle holds; an outline is stretched with its box. */
export function resizeAnnotation(thing: Annotation, handle: Handle, dx: number, dy: number, size: Size): Annotation {
  const box = resizeBox(thing.box, handle, dx, dy, size);
  return { ...thing, box, rle: null, polygons: fitPolygons(thing.polygons, thing.box, box) };
}

/** By keys: the right and the lower side move, and never over the others. */
export function growAnnotation(thing: Annotation, dx: number, dy: number, size: Size): Annotation {
  const { w, h } = measureBox(thing.box);
  return resizeAnnotation(
    thing,
    { x: 1, y: 1 },
    Math.max(dx, Math.min(0, MIN_SIDE - w)),
    Math.max(dy, Math.min(0, MIN_SIDE - h)),
    size,
  );
}

export const moveOutlineCorner = (thing: Annotation, corner: Corner, point: Point) =>
  reshape(thing, moveCorner(thing.polygons, corner, point));
export const addOutlineCorner = (thing: Annotation, corner: Corner, point: Point) =>
  reshape(thing, insertCorner(thing.polygons, corner, point));

/** The things under a point, the smallest first: it lies in them, or so near to their edge. */
export function findUnder(things: readonly Annotation[], point: Point, reach: number): number[] {
  const area = ({ box }: Annotation) => measureBox(box).w * measureBox(box).h;
  return things
    .map((thing, index) => ({ thing, index }))
    .filter(({ thing }) => isUnder(thing, point, reach))
    .sort((one, other) => area(one.thing) - area(other.thing))
    .map(({ index }) => index);
}

function isUnder(thing: Annotation, point: Point, reach: number): boolean {
  if (thing.rle || !isInBox(thing.box, point, reach)) return false;
  const { polygons } = thing;
  if (!polygons.length) return true;
  return polygons.some((polygon) => isInPolygon(polygon, point)) || findSide(polygons, point, reach) !== null;
}

/** The one to choose at a click: the smallest one, or what lies under the one that is chosen already. */
export function chooseUnder(things: readonly Annotation[], point: Point, reach: number, chosen: number): number {
  const under = findUnder(things, point, reach);
  const at = under.indexOf(chosen);
  return under.length ? under[(at + 1) % under.length] : -1;
}
