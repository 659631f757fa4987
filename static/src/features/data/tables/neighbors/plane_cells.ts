/** The cells of a plane as outlines: areas of one answer, and the border between answers. */

import type { TablePlane } from '../../../../lib/dataset_types';
import { BOX } from '../chart/scales';
import { getMarkColor } from '../marks';

type Cells = Pick<TablePlane, 'cells' | 'across' | 'up'>;

/** The outline of the cells of each answer, row by row in runs. */
export function drawAreas({ cells, across, up }: Cells): Map<number, string> {
  const [width, height] = measureCell({ across, up });
  const areas = new Map<number, string[]>();
  for (let row = 0; row < up; row++) {
    for (let from = 0, to = 0; from < across; from = to) {
      const answer = cells[row * across + from];
      while (to < across && cells[row * across + to] === answer) to++;
      const wide = (to - from) * width;
      const run = `M${BOX.left + from * width},${BOX.top + row * height}h${wide}v${height}h${-wide}Z`;
      const before = areas.get(answer);
      if (before) before.push(run);
      else areas.set(answer, [run]);
    }
  }
  return new Map([...areas].map(([answer, runs]) => [answer, runs.join('')]));
}

/** The lines between cells with different answers. */
export function drawBorder({ cells, across, up }: Cells): string {
  const [width, height] = measureCell({ across, up });
  const lines: string[] = [];
  for (let row = 0; row < up; row++)
    for (let column = 0; column < across; column++) {
      const at = row * across + column;
      const [x, y] = [BOX.left + (column + 1) * width, BOX.top + (row + 1) * height];
      if (column + 1 < across && cells[at] !== cells[at + 1]) lines.push(`M${x},${y - height}v${height}`);
      if (row + 1 < up && cells[at] !== cells[at + across]) lines.push(`M${x - width},${y}h${width}`);
    }
  return lines.join('');
}

const measureCell = ({ across, up }: { across: number; up: number }) => [
  (BOX.right - BOX.left) / across,
  (BOX.bottom - BOX.top) / up,
];

const SHADES = 6;

/** The ground of an answer: the color of a class, or a shade of numbers from small to large. */
export const getAreaColor = (answer: number, numbers: boolean) =>
  numbers
    ? `color-mix(in srgb, var(--brand) ${8 + answer * 9}%, #fff)`
    : `color-mix(in srgb, ${getMarkColor(answer)} 20%, #fff)`;

/** The color of a row whose number lies at `share` (0 to 1) of all. */
export const getNumberColor = (share: number) =>
  `color-mix(in srgb, var(--brand) ${25 + 15 * Math.min(SHADES - 1, Math.floor(share * SHADES))}%, #fff)`;
