/** Which columns the chart of a table draws, and their points. */

import { signal } from '@preact/signals';
import { describeError } from '../../../../lib/api';
import type { TableAbout, TablePoints } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import type { Text } from '../../../../lib/types';
import { fetchPoints } from '../table_api';
import type { TableStore } from '../table_store';

export interface Axes {
  x: string;
  y: string;
  /** A column of classes, or '' for none. */
  color: string;
}

export class ChartStore {
  readonly axes = signal<Axes | null>(null);
  readonly drawn = signal<TablePoints | null>(null);
  /** The point that is looked at, by its place in the order across. */
  readonly at = signal<number | null>(null);
  readonly trouble = signal<Text | null>(null);
  private asked = 0;

  constructor(private readonly table: TableStore) {}

  async load(about: TableAbout): Promise<void> {
    const axes = (this.axes.value = chooseAxes(about, this.axes.peek()));
    const mine = ++this.asked;
    this.trouble.value = null;
    if (!axes) return;
    try {
      const found = await fetchPoints(this.table.opened.id, this.table.name, axes);
      if (mine !== this.asked) return;
      this.at.value = null;
      this.drawn.value = { ...found, points: found.points.sort((a, b) => a[1] - b[1] || a[2] - b[2]) };
    } catch (error) {
      if (mine === this.asked) this.trouble.value = describeError(error);
    }
  }

  /** The rows view with the row of a point alone. */
  showRow(at: number): void {
    const point = this.drawn.peek()?.points[at];
    if (point) this.table.showOnly([point[0]]);
  }

  draw(about: TableAbout, axes: Partial<Axes>): void {
    if (this.axes.peek()) this.axes.value = { ...this.axes.peek()!, ...axes };
    void this.load(about);
  }
}

export const listNumbers = (about: TableAbout) =>
  about.columns.filter(({ type, low }) => type === 'number' && low !== null).map(({ name }) => name);
export const listClasses = (about: TableAbout) =>
  about.columns.filter(({ type }) => type === 'class').map(({ name }) => name);

/** Those that were chosen where they are still there; else the pair that moves together most. */
function chooseAxes(about: TableAbout, before: Axes | null): Axes | null {
  const [numbers, classes] = [listNumbers(about), listClasses(about)];
  if (numbers.length < 2) return null;
  const color = before && (before.color === '' || classes.includes(before.color)) ? before.color : null;
  const best = findStrongest(about) ?? [numbers[0], numbers[1]];
  return {
    x: before && numbers.includes(before.x) ? before.x : best[0],
    y: before && numbers.includes(before.y) ? before.y : best[1],
    color: color ?? (classes.includes(about.target) ? about.target : (classes[0] ?? '')),
  };
}

function findStrongest({ correlated, correlations }: TableAbout): [string, string] | null {
  let best: [string, string] | null = null;
  let most = -1;
  correlations.forEach((number, at) => {
    const [row, column] = [Math.floor(at / correlated.length), at % correlated.length];
    if (row >= column || number === null || Math.abs(number) <= most) return;
    most = Math.abs(number);
    best = [correlated[row], correlated[column]];
  });
  return best;
}

/** The same one each time for a table. */
export const getChartStore = memoize((table: TableStore) => new ChartStore(table));
