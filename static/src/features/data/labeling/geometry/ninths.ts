/** A point of a picture by keys: each press picks a ninth of what was picked before. */

import type { Box, Point, Size } from './shapes';

/** The ninths by their keys, as they lie on a keyboard: row by row. Names of places, not of letters. */
export const NINTHS = ['KeyQ', 'KeyW', 'KeyE', 'KeyA', 'KeyS', 'KeyD', 'KeyZ', 'KeyX', 'KeyC'] as const;
export const LETTERS = NINTHS.map((code) => code.slice(3));
/** In pixels of the picture: what is left is small enough. */
const FINE = 2;

/** How many presses it takes until what is left is at most 2 pixels wide: 5 of a picture of 416 pixels. */
export const countPresses = ({ w, h }: Size) => Math.max(1, Math.ceil(Math.log(Math.max(w, h) / FINE) / Math.log(3)));

/** What is left of a picture after these presses: numbers of ninths, 0 to 8. */
export function narrow({ w, h }: Size, presses: readonly number[]): Box {
  let [left, top, wide, high] = [0, 0, w, h];
  for (const ninth of presses) {
    wide /= 3;
    high /= 3;
    left += (ninth % 3) * wide;
    top += Math.floor(ninth / 3) * high;
  }
  return [left, top, left + wide, top + high];
}

export const findMiddle = (box: Box): Point => ({ x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 });

/** The presses that lead to a point. */
export function findPresses(size: Size, point: Point, count = countPresses(size)): number[] {
  const presses: number[] = [];
  for (let step = 0; step < count; step++) {
    const [left, top, right, bottom] = narrow(size, presses);
    const cell = (at: number, start: number, end: number) =>
      Math.max(0, Math.min(2, Math.floor(((at - start) / (end - start)) * 3)));
    presses.push(cell(point.x, left, right) + 3 * cell(point.y, top, bottom));
  }
  return presses;
}
