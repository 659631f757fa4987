/** The shapes of labels, in pixels of their picture. */

/** left, top, right, bottom */
export type Box = [number, number, number, number];
/** x, y, x, y, … */
export type Polygon = number[];

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  w: number;
  h: number;
}
