/** Where columns of numbers stand in a drawing of two of them. */

import type { TableAbout, TableColumn } from '../../../../lib/dataset_types';

export type Range = readonly [low: number, high: number];

/** The drawing, and where the points stand in it. */
export const [WIDTH, HEIGHT] = [760, 520];
export const BOX = { left: 64, right: WIDTH - 16, top: 40, bottom: HEIGHT - 56 };
const TICKS = 6;
const MARGIN = 0.05;

export const findColumn = (about: TableAbout, name: string): TableColumn | undefined =>
  about.columns.find((one) => one.name === name);

export const nameAxis = ({ name, unit }: TableColumn) => (unit ? `${name} (${unit})` : name);

export const findRange = ({ low, high }: TableColumn): Range => [low ?? 0, high ?? 1];

/** The range of a column with some room around it. */
export function widenRange(column: TableColumn): Range {
  const [low, high] = findRange(column);
  const margin = (high - low) * MARGIN || 1;
  return [low - margin, high + margin];
}

export function makeScale([low, high]: Range, from: number, to: number): (value: number) => number {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** Round numbers within a range: 1, 2 or 5 of a power of ten apart. */
export function makeTicks([low, high]: Range): number[] {
  const raw = (high - low || 1) / TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= raw) ?? 10);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, n) => (first + n) * step);
}
