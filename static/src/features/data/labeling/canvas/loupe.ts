/** What a finger hides, enlarged above it. */

import type { Point } from '../geometry/shapes';
import { toImage, type Viewport } from '../geometry/viewport';

/** Its side, in pixels of the screen. */
export const LOUPE = 120;
const TIMES = 2;

export function drawLoupe(
  loupe: HTMLCanvasElement,
  image: HTMLImageElement,
  layers: readonly HTMLCanvasElement[],
  view: Viewport,
  at: Point,
): void {
  const pen = loupe.getContext('2d')!;
  const seen = LOUPE / TIMES;
  pen.clearRect(0, 0, LOUPE, LOUPE);
  pen.fillStyle = '#efe9dd';
  pen.fillRect(0, 0, LOUPE, LOUPE);
  if (image.complete && image.naturalWidth) {
    const from = toImage(view, { x: at.x - seen / 2, y: at.y - seen / 2 });
    const times = TIMES * view.scale;
    const { width, height } = image;
    pen.drawImage(image, -from.x * times, -from.y * times, width * times, height * times);
  }
  const dots = devicePixelRatio;
  for (const layer of layers)
    pen.drawImage(
      layer,
      (at.x - seen / 2) * dots,
      (at.y - seen / 2) * dots,
      seen * dots,
      seen * dots,
      0,
      0,
      LOUPE,
      LOUPE,
    );
  pen.beginPath();
  pen.moveTo(LOUPE / 2, LOUPE / 2 - 12);
  pen.lineTo(LOUPE / 2, LOUPE / 2 + 12);
  pen.moveTo(LOUPE / 2 - 12, LOUPE / 2);
  pen.lineTo(LOUPE / 2 + 12, LOUPE / 2);
  pen.strokeStyle = '#1d2530';
  pen.lineWidth = 1;
  pen.stroke();
}
