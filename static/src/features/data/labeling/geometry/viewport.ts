/** Where a picture lies on the screen while it is labeled: how large, and how far from the corner. */

import { clamp } from './boxes';
import type { Box, Point, Size } from './shapes';

/** scale: pixels of the screen for one of the picture. x, y: where the picture's upper left corner is. */
export interface Viewport {
  scale: number;
  x: number;
  y: number;
}

/** Left free around a picture that is seen whole. */
const MARGIN = 8;
/** How many times larger than whole it can be, and how large its pixels at most. */
const MAX_ZOOM = 16;
const LARGEST_PIXEL = 48;
/** So much of the picture stays in sight, wherever it is pushed. */
const MIN_SEEN = 64;

/** The picture whole, in the middle. */
export function fitViewport(image: Size, stage: Size): Viewport {
  const scale = Math.max(
    0.01,
    Math.min((stage.w - 2 * MARGIN) / Math.max(1, image.w), (stage.h - 2 * MARGIN) / Math.max(1, image.h)),
  );
  return { scale, x: (stage.w - image.w * scale) / 2, y: (stage.h - image.h * scale) / 2 };
}

/** Enlarges by a factor; what is under a point of the screen stays there. Never smaller than whole. */
export function zoomAt(view: Viewport, factor: number, at: Point, image: Size, stage: Size): Viewport {
  const whole = fitViewport(image, stage);
  const most = Math.max(whole.scale * MAX_ZOOM, LARGEST_PIXEL);
  const scale = clamp(view.scale * factor, whole.scale, most);
  if (scale === whole.scale) return whole;
  const ratio = scale / view.scale;
  return keepSeen({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, image, stage);
}

export function pan(view: Viewport, dx: number, dy: number, image: Size, stage: Size): Viewport {
  return keepSeen({ ...view, x: view.x + dx, y: view.y + dy }, image, stage);
}

/** After the stage has another size: whole stays whole, and what was in the middle stays there. */
export function resizeStage(view: Viewport, image: Size, before: Size, stage: Size): Viewport {
  const wasWhole = view.scale <= fitViewport(image, before).scale * 1.001;
  if (wasWhole) return fitViewport(image, stage);
  return keepSeen(
    { ...view, x: view.x + (stage.w - before.w) / 2, y: view.y + (stage.h - before.h) / 2 },
    image,
    stage,
  );
}

/** Moves the picture as little as needed to bring a box into sight. */
export function revealBox(view: Viewport, box: Box, image: Size, stage: Size): Viewport {
  const shift = (start: number, end: number, room: number) =>
    end - start > room ? room / 2 - (start + end) / 2 : Math.max(0, MARGIN - start) || Math.min(0, room - MARGIN - end);
  const { x: left, y: top } = toStage(view, { x: box[0], y: box[1] });
  const { x: right, y: bottom } = toStage(view, { x: box[2], y: box[3] });
  return pan(view, shift(left, right, stage.w), shift(top, bottom, stage.h), image, stage);
}

export const toStage = ({ scale, x, y }: Viewport, point: Point): Point => ({
  x: point.x * scale + x,
  y: point.y * scale + y,
});
export const toImage = ({ scale, x, y }: Viewport, point: Point): Point => ({
  x: (point.x - x) / scale,
  y: (point.y - y) / scale,
});

function keepSeen(view: Viewport, image: Size, stage: Size): Viewport {
  const limit = (at: number, long: number, room: number) => {
    const seen = Math.min(MIN_SEEN, long, room);
    return long <= room ? clamp(at, 0, room - long) : clamp(at, seen - long, room - seen);
  };
  return {
    scale: view.scale,
    x: limit(view.x, image.w * view.scale, stage.w),
    y: limit(view.y, image.h * view.scale, stage.h),
  };
}
