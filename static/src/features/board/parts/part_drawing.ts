/** How a kind of part is drawn: once, into a box of 96 × 84 (a display: 168 × 84), then moved by its readings. */

import type { Reading } from '../readings';

/**
 * Moves the picture. seconds: since the picture before, at most a tenth. Returns true when it goes on moving by itself.
 */
export type Animate = (reading: Reading, seconds: number) => boolean | void;

export interface PartDrawing {
  /** The color of its wires. */
  wire: string;
  width?: number;
  make(root: SVGGElement): Animate;
}

export const BOX = { width: 96, wide: 168, height: 84 };
/** Seconds: a page that was away does not jump. */
export const LONGEST_STEP = 0.1;
export const getWidth = (look: PartDrawing) => look.width ?? BOX.width;

const still = matchMedia('(prefers-reduced-motion: reduce)');
/** Whether the system asks for pictures that do not move by themselves. */
export const prefersReducedMotion = () => still.matches;
