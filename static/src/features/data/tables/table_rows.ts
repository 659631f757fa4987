/** The rows of a table, fetched in windows as the view comes to them; those far away are dropped again. */

import type { TableRow } from '../../../lib/dataset_types';
import { fetchRows, fetchSomeRows, type RowOrder } from './table_api';

export const WINDOW = 200;
const MAX_WINDOWS = 20;

export class TableRows {
  /** null until the first answer. */
  total: number | null = null;
  private readonly windows = new Map<number, TableRow[]>();
  private readonly asked = new Set<number>();
  private over = false;

  /** only: the numbers of the rows that are shown; null: all. */
  constructor(
    private readonly project: string,
    private readonly table: string,
    private readonly order: RowOrder,
    private readonly only: readonly number[] | null,
    private readonly onNews: () => void,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  get(index: number): TableRow | undefined {
    return this.windows.get(Math.floor(index / WINDOW))?.[index % WINDOW];
  }

  /** Asks for what lies between two places, and for what comes next behind them. */
  want(from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / WINDOW);
    const last = Math.floor((Math.max(0, to) + WINDOW / 2) / WINDOW);
    for (let window = first; window <= last; window++) {
      const known = this.total === null ? window === 0 : window * WINDOW < this.total;
      const there = this.windows.get(window);
      if (there) this.touch(window, there);
      else if (known && !this.asked.has(window)) void this.fetch(window);
    }
  }

  dispose(): void {
    this.over = true;
  }

  private async fetch(window: number): Promise<void> {
    this.asked.add(window);
    try {
      const { project, table, order, only } = this;
      const page = only
        ? await fetchSomeRows(project, table, only)
        : await fetchRows(project, table, order, window * WINDOW, WINDOW);
      if (this.over) return;
      this.total = page.total;
      this.touch(window, page.rows);
      this.onNews();
    } catch (error) {
      if (!this.over) this.onTrouble(error);
    } finally {
      this.asked.delete(window);
    }
  }

  /** Puts a window last, where it stays longest. */
  private touch(window: number, rows: TableRow[]): void {
    this.windows.delete(window);
    this.windows.set(window, rows);
    for (const old of this.windows.keys()) {
      if (this.windows.size <= MAX_WINDOWS) return;
      this.windows.delete(old);
    }
  }
}
