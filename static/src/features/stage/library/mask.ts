/** What of a photo is kept: one byte a pixel, changed by a brush, shown with an edge, and cut out. */

import type { CutOut } from '../../../lib/types';
import { trimCanvas } from './drawing';

const DARK = 'rgb(20 26 34 / 62%)';
const INK = '#1d2530';
const YELLOW = '#ffd43b';

export interface Mask {
  width: number;
  height: number;
  /** 1 where the pixel is kept. */
  kept: Uint8Array;
}

export function makeMask({ counts, width, height }: CutOut): Mask {
  const kept = new Uint8Array(width * height);
  let [place, inside] = [0, 0];
  for (const count of counts) {
    if (inside) kept.fill(1, place, place + count);
    place += count;
    inside = 1 - inside;
  }
  return { width, height, kept };
}

/** Another mask, with a round brush put on or taken away. */
export function brushMask(mask: Mask, x: number, y: number, radius: number, put: boolean): Mask {
  const kept = mask.kept.slice();
  for (let row = Math.max(0, Math.ceil(y - radius)); row <= Math.min(mask.height - 1, y + radius); row++) {
    const half = Math.sqrt(radius ** 2 - (row - y) ** 2);
    const from = Math.max(0, Math.ceil(x - half));
    const to = Math.min(mask.width - 1, Math.floor(x + half));
    if (to >= from) kept.fill(Number(put), row * mask.width + from, row * mask.width + to + 1);
  }
  return { ...mask, kept };
}

export const isEmpty = (mask: Mask) => !mask.kept.includes(1);

/** The photo with all that is not kept darkened, and a dashed edge around the rest. */
export function paintMask(canvas: HTMLCanvasElement, photo: ImageBitmap, mask: Mask | null): void {
  const context = canvas.getContext('2d')!;
  context.drawImage(photo, 0, 0, canvas.width, canvas.height);
  if (!mask || isEmpty(mask)) return;
  const shade = makeAlpha(mask, (kept) => 1 - kept);
  const dark = shade.getContext('2d')!;
  dark.globalCompositeOperation = 'source-in';
  dark.fillStyle = DARK;
  dark.fillRect(0, 0, mask.width, mask.height);
  context.drawImage(shade, 0, 0);
  const edge = traceEdge(mask);
  const wide = Math.max(2, canvas.width / 180);
  context.lineWidth = 2 * wide;
  context.strokeStyle = INK;
  context.stroke(edge);
  context.setLineDash([3 * wide, 3 * wide]);
  context.lineWidth = wide;
  context.strokeStyle = YELLOW;
  context.stroke(edge);
  context.setLineDash([]);
}

/** The part that is kept, cut down to its size; null where there is none. */
export function cutPhoto(photo: ImageBitmap, mask: Mask): OffscreenCanvas | null {
  const cut = makeAlpha(mask, (kept) => kept);
  const context = cut.getContext('2d')!;
  context.globalCompositeOperation = 'source-in';
  context.drawImage(photo, 0, 0, mask.width, mask.height);
  return trimCanvas(cut);
}

function makeAlpha({ width, height, kept }: Mask, see: (kept: number) => number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  for (let place = 0; place < kept.length; place++) image.data[4 * place + 3] = 255 * see(kept[place]);
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas;
}

/** Lines between pixels that are kept and those that are not, joined along rows and columns. */
function traceEdge({ width, height, kept }: Mask): Path2D {
  const path = new Path2D();
  const see = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && kept[y * width + x];
  for (let y = 0; y <= height; y++)
    for (let x = 0, from = -1; x <= width; x++) {
      const edge = x < width && !!see(x, y) !== !!see(x, y - 1);
      if (edge && from < 0) from = x;
      if (!edge && from >= 0) {
        path.moveTo(from, y);
        path.lineTo(x, y);
        from = -1;
      }
    }
  for (let x = 0; x <= width; x++)
    for (let y = 0, from = -1; y <= height; y++) {
      const edge = y < height && !!see(x, y) !== !!see(x - 1, y);
      if (edge && from < 0) from = y;
      if (!edge && from >= 0) {
        path.moveTo(x, from);
        path.lineTo(x, y);
        from = -1;
      }
    }
  return path;
}
