/**
 * What is marked in a picture, as a mistake wants it: each from what is marked to what is to be, null if it is gone.
 */

import { computeIou } from '../../../../components/box_geometry';
import type { Box } from '../../../../components/image_overlay';
import type { Annotation } from '../../../data/labeling/state/labeling_types';

/** Of two marks at one place. Boxes of a test have one place behind the point. */
const SAME = 0.9;

/** The place of a thing among what is marked; -1: it is not there any more. */
function findObject(objects: readonly Annotation[], label: string, box: Box): number {
  const shares = objects.map((one) => (one.label === label ? computeIou(one.box, box) : 0));
  const most = Math.max(0, ...shares);
  return most >= SAME ? shares.indexOf(most) : -1;
}

function replaceObject(
  objects: readonly Annotation[],
  label: string,
  box: Box,
  by: (one: Annotation) => Annotation[],
): Annotation[] | null {
  const at = findObject(objects, label, box);
  return at < 0 ? null : objects.flatMap((one, number) => (number === at ? by(one) : [one]));
}

export const relabelObject = (label: string, box: Box, to: string) => (objects: Annotation[]) =>
  replaceObject(objects, label, box, (one) => [{ ...one, label: to }]);
export const removeObject = (label: string, box: Box) => (objects: Annotation[]) =>
  replaceObject(objects, label, box, () => []);
/** An outline goes: it is not that of the new box. */
export const moveObject = (label: string, box: Box, to: Box) => (objects: Annotation[]) =>
  replaceObject(objects, label, box, (one) => [{ ...one, box: [...to], polygons: [], rle: null }]);
/** outlines: of its mask, or none. */
export const addObject = (label: string, box: Box, outlines: number[][]) => (objects: Annotation[]) => [
  ...objects,
  { label, box: [...box], polygons: outlines, rle: null } as Annotation,
];
