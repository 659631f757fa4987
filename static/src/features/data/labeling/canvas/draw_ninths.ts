/** Draws the ninths that keys pick, with their letters, and the paint of a picture. */

import { LETTERS } from '../geometry/ninths';
import type { Paint } from '../geometry/paint';
import type { Box } from '../geometry/shapes';
import { toStage, type Viewport } from '../geometry/viewport';

const INK = '#1d2530';
/** Letters in smaller cells could not be read: they stand around what is left. */
const MIN_CELL = 22;
const PAINT_OPACITY = 0.55;

export function drawNinths(pen: CanvasRenderingContext2D, view: Viewport, box: Box): void {
  const from = toStage(view, { x: box[0], y: box[1] });
  const [wide, high] = [(box[2] - box[0]) * view.scale, (box[3] - box[1]) * view.scale];
  const path = new Path2D();
  for (let line = 0; line <= 3; line++) {
    path.moveTo(from.x + (wide * line) / 3, from.y);
    path.lineTo(from.x + (wide * line) / 3, from.y + high);
    path.moveTo(from.x, from.y + (high * line) / 3);
    path.lineTo(from.x + wide, from.y + (high * line) / 3);
  }
  pen.strokeStyle = '#fff';
  pen.lineWidth = 4;
  pen.stroke(path);
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  pen.stroke(path);
  // What has become small is named from a legend around it.
  const cell = Math.max(MIN_CELL, Math.min(wide, high) / 3);
  const spread = { x: Math.max(wide / 3, cell), y: Math.max(high / 3, cell) };
  const small = wide / 3 < MIN_CELL || high / 3 < MIN_CELL;
  const middle = { x: from.x + wide / 2, y: from.y + high / 2 };
  const shift = small ? (middle.y > 3 * cell ? -high / 2 - 1.8 * cell : high / 2 + 1.8 * cell) : 0;
  pen.font = `600 ${Math.max(13, Math.min(22, cell / 2.2))}px system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  LETTERS.forEach((letter, ninth) => {
    const x = middle.x + ((ninth % 3) - 1) * spread.x;
    const y = middle.y + (Math.floor(ninth / 3) - 1) * spread.y + shift;
    pen.beginPath();
    pen.roundRect(x - 11, y - 11, 22, 22, 5);
    pen.fillStyle = 'rgb(255 255 255 / 88%)';
    pen.fill();
    pen.strokeStyle = INK;
    pen.lineWidth = 1;
    pen.stroke();
    pen.fillStyle = INK;
    pen.fillText(letter, x, y + 1);
  });
}

/** Writes the pixels of classes as colors into a canvas as large as the picture. colors: of the classes, in order. */
export function writePaint(sheet: Paint, colors: readonly string[], canvas: HTMLCanvasElement): void {
  if (canvas.width !== sheet.w || canvas.height !== sheet.h) [canvas.width, canvas.height] = [sheet.w, sheet.h];
  const pen = canvas.getContext('2d')!;
  const image = pen.createImageData(sheet.w, sheet.h);
  const words = new Uint32Array(image.data.buffer);
  const table = Uint32Array.from([0, ...colors.map(encodeColor)]);
  for (let at = 0; at < words.length; at++) words[at] = table[sheet.pixels[at]] ?? 0;
  pen.putImageData(image, 0, 0);
}

/** #rrggbb as the four bytes of a pixel, half seen through. */
function encodeColor(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const alpha = Math.round(PAINT_OPACITY * 255);
  return new Uint32Array(new Uint8Array([red, green, blue, alpha]).buffer)[0];
}
