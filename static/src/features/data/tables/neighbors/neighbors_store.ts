/** The plane of two columns, how many neighbors are asked in it, and the place whose neighbors are shown. */

import { signal } from '@preact/signals';
import { showToast } from '../../../../components/toast';
import { describeError } from '../../../../lib/api';
import type { TableAbout, TableAllColumns, TableNearest, TablePlane } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { say } from '../../../../lib/texts';
import type { Text } from '../../../../lib/types';
import { listClasses, listNumbers } from '../chart/chart_store';
import { fetchAllColumns, fetchNearest, fetchPlane, type PlaneAsked } from '../table_api';
import type { TableStore } from '../table_store';

export type Place = readonly [x: number, y: number];
/** Across and up. */
export type PlaneAxes = Pick<PlaneAsked, 'x' | 'y'>;

const FIRST_K = 15;

export class NeighborsStore {
  readonly axes = signal<PlaneAxes | null>(null);
  readonly k = signal(FIRST_K);
  readonly plane = signal<TablePlane | null>(null);
  readonly at = signal<Place | null>(null);
  readonly nearest = signal<TableNearest | null>(null);
  readonly all = signal<TableAllColumns | null>(null);
  readonly trouble = signal<Text | null>(null);
  /** The rows of the plane, which another k does not change; null where they must be asked for. */
  private points: TablePlane['points'] | null = null;
  private readonly drawing = new LatestOnly(() => this.fetchPlane());
  private readonly looking = new LatestOnly(() => this.fetchNearest());

  constructor(private readonly table: TableStore) {}

  load(about: TableAbout): void {
    const before = this.axes.peek();
    const axes = chooseAxes(about, before);
    if (axes?.x !== before?.x || axes?.y !== before?.y) this.clear();
    this.points = null;
    this.axes.value = axes;
    this.all.value = null;
    if (axes) this.drawing.run();
  }

  /** Takes another column across or up; one that the other axis has changes places with it. */
  turn(axis: keyof PlaneAxes, column: string): void {
    const before = this.axes.peek()!;
    const other = axis === 'x' ? 'y' : 'x';
    const rest = before[other] === column ? before[axis] : before[other];
    this.clear();
    this.axes.value = axis === 'x' ? { x: column, y: rest } : { x: rest, y: column };
    this.drawing.run();
  }

  setK(k: number, most: number): void {
    this.k.value = Math.max(1, Math.min(k, most));
    this.all.value = null;
    this.drawing.run();
  }

  moveTo([x, y]: Place): void {
    const plane = this.plane.peek();
    if (!plane) return;
    this.at.value = [clamp(x, plane.x), clamp(y, plane.y)];
    this.looking.run();
  }

  async tryAll(): Promise<void> {
    try {
      const found = await fetchAllColumns(this.table.opened.id, this.table.name, this.k.peek());
      if (found.k === this.k.peek()) this.all.value = found;
    } catch (error) {
      showToast(say(describeError(error)));
    }
  }

  private clear(): void {
    this.points = null;
    this.plane.value = null;
    this.at.value = null;
    this.nearest.value = null;
  }

  private async fetchPlane(): Promise<void> {
    const [axes, k, points] = [this.axes.peek()!, this.k.peek(), this.points];
    this.trouble.value = null;
    try {
      const found = await fetchPlane(this.table.opened.id, this.table.name, { ...axes, k }, points !== null);
      if (axes !== this.axes.peek() || points !== this.points) return;
      const plane = { ...found, points: points ?? found.points };
      this.points = plane.points;
      this.plane.value = plane;
      if (!plane.enough) return;
      if (k === this.k.peek()) this.k.value = plane.k;
      this.moveTo(this.at.peek() ?? [(plane.x[0] + plane.x[1]) / 2, (plane.y[0] + plane.y[1]) / 2]);
    } catch (error) {
      this.trouble.value = describeError(error);
    }
  }

  private async fetchNearest(): Promise<void> {
    const [axes, at] = [this.axes.peek(), this.at.peek()];
    if (!axes || !at) return;
    try {
      const { opened, name } = this.table;
      const found = await fetchNearest(opened.id, name, { ...axes, k: this.k.peek() }, at);
      if (axes === this.axes.peek()) this.nearest.value = found;
    } catch (error) {
      showToast(say(describeError(error)));
    }
  }
}

/** Runs one task at a time, and once more at the end if it was wanted meanwhile: a drag asks more than is answered. */
class LatestOnly {
  private busy = false;
  private wanted = false;

  constructor(private readonly task: () => Promise<void>) {}

  run(): void {
    this.wanted = true;
    if (!this.busy) void this.work();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.wanted) {
      this.wanted = false;
      await this.task();
    }
    this.busy = false;
  }
}

const clamp = (value: number, [low, high]: readonly number[]) => Math.max(low, Math.min(high, value));

/** Columns of numbers other than the one to guess. */
export const listAxes = (about: TableAbout) => listNumbers(about).filter((name) => name !== about.target);

/** Columns that something can be learned from. */
export const countLearned = (about: TableAbout) =>
  listAxes(about).length + listClasses(about).filter((name) => name !== about.target).length;

function chooseAxes(about: TableAbout, before: PlaneAxes | null): PlaneAxes | null {
  const names = listAxes(about);
  if (before && names.includes(before.x) && names.includes(before.y)) return before;
  return names.length < 2 ? null : { x: names[0], y: names[1] };
}

/** The same one each time for a table. */
export const getNeighborsStore = memoize((table: TableStore) => new NeighborsStore(table));
