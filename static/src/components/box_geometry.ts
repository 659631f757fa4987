/** Boxes: left, top, right, bottom in pixels. */

import type { Box } from './image_overlay';

/** The share of two boxes together that both cover, 0 to 1. */
export function computeIou(a: Box, b: Box): number {
  const both =
    Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  const area = (box: Box) => Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
  return both / Math.max(Number.MIN_VALUE, area(a) + area(b) - both);
}
