/** The pictures of the wall that something will be done with. */

import { computed, signal } from '@preact/signals';
import type { PictureRow } from '../../lib/dataset_types';
import type { GridSelection } from './grid_selection';

/** whole: everything that fits the filter but `rows`; else `rows`. */
interface Chosen<Row> {
  whole: boolean;
  rows: ReadonlyMap<string, Row>;
}
const NOTHING: Chosen<never> = { whole: false, rows: new Map<string, never>() };

interface Source<Row> {
  readonly total: number | null;
  get(index: number): Row | undefined;
  fetchBetween(first: number, last: number): Promise<Row[]>;
}

export class Selection<Row extends { path: string; leaving?: true } = PictureRow> implements GridSelection {
  readonly chosen = signal<Chosen<Row>>(NOTHING);
  /** How many fit the filter. */
  private readonly total = signal(0);
  readonly count = computed(() =>
    this.chosen.value.whole ? this.total.value - this.chosen.value.rows.size : this.chosen.value.rows.size,
  );
  private anchor = -1;
  /** What was selected before a range or a frame began. */
  private base: Chosen<Row> = NOTHING;
  private swept = false;
  /** What is done once rows have come that were selected before that, in its order. */
  private work: Promise<void> = Promise.resolve();
  private awaited = 0;
  /** Counts up when everything is given up. */
  private cleared = 0;

  /** source: the pictures that fit the filter just now. */
  constructor(
    private readonly source: () => Source<Row>,
    private readonly onFail: (error: unknown) => void,
  ) {}

  isOn(): boolean {
    return this.chosen.peek().whole || this.chosen.peek().rows.size > 0;
  }

  has(path: string): boolean {
    const { whole, rows } = this.chosen.peek();
    return rows.has(path) !== whole;
  }

  /** When all that was selected is: null for now. */
  whenSettled(): Promise<void> | null {
    return this.awaited ? this.work : null;
  }

  toggle(index: number): void {
    this.anchor = index;
    this.withRows(index, index, ([row]) => {
      if (!row || row.leaving) return;
      this.toggleRow(row);
      this.anchor = index;
    });
  }

  /** As `toggle`, for a picture that is seen elsewhere than on the wall. */
  toggleRow(row: Row): void {
    const { whole, rows } = this.chosen.peek();
    const next = new Map(rows);
    if (!next.delete(row.path)) next.set(row.path, row);
    this.set({ whole, rows: next });
    this.anchor = -1;
    this.swept = false;
    this.base = this.chosen.peek();
  }

  /** These, besides those that were selected before. */
  addRows(rows: Row[]): void {
    this.beginSweep();
    this.add(rows);
  }

  extend(index: number, from: number): void {
    const fresh = this.anchor < 0 || this.swept;
    if (this.anchor < 0) this.anchor = from;
    this.swept = false;
    const [first, last] = [Math.min(index, this.anchor), Math.max(index, this.anchor)];
    this.withRows(first, last, (rows) => {
      if (fresh) this.base = this.chosen.peek();
      this.add(rows);
    });
  }

  selectAll(): void {
    this.set({ whole: true, rows: new Map() });
  }

  clear(): void {
    this.cleared++;
    this.forget(this.chosen.peek());
  }

  /** Clears what was selected at a time; what was selected after it stays. */
  forget(chosen: Chosen<Row>): void {
    if (chosen !== this.chosen.peek()) return;
    this.anchor = -1;
    this.base = NOTHING;
    this.set(NOTHING);
  }

  beginSweep(): void {
    this.base = this.chosen.peek();
  }

  sweep(indexes: number[]): void {
    this.add(indexes.map((index) => this.source().get(index)).filter((row) => row !== undefined));
    this.anchor = indexes.at(-1) ?? this.anchor;
    this.swept = true;
  }

  /** Does something with all rows between two numbers: at once, or once they are here and what came before is done. */
  private withRows(first: number, last: number, act: (rows: Row[]) => void): void {
    const there = Array.from({ length: last - first + 1 }, (_, step) => this.source().get(first + step));
    if (!this.awaited && there.every((row) => row !== undefined)) return act(there);
    const { cleared } = this;
    this.awaited++;
    this.work = this.work
      .then(() => this.source().fetchBetween(first, last))
      .then((rows) => cleared === this.cleared && act(rows), this.onFail)
      .then(() => void this.awaited--);
  }

  /** Those that were selected before, and these. */
  private add(rows: Row[]): void {
    const { whole } = this.base;
    const next = new Map(this.base.rows);
    for (const row of rows) {
      if (whole) next.delete(row.path);
      else next.set(row.path, row);
    }
    this.set({ whole, rows: next });
  }

  private set(chosen: Chosen<Row>): void {
    this.total.value = this.source().total ?? 0;
    this.chosen.value = chosen;
  }
}
