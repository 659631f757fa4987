/** The pictures of the wall that something will be done with. */

import { computed, signal } from '@preact/signals';
import type { GridSelection } from '../../../components/grid/grid_selection';
import type { PictureRow } from '../../../lib/dataset_types';

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

export class Selection<Row extends { path: string } = PictureRow> implements GridSelection {
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

  toggle(index: number): void {
    const row = this.source().get(index);
    if (!row) return;
    this.toggleRow(row);
    this.anchor = index;
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
    if (this.anchor < 0 || this.swept) this.base = this.chosen.peek();
    if (this.anchor < 0) this.anchor = from;
    this.swept = false;
    const [first, last] = [Math.min(index, this.anchor), Math.max(index, this.anchor)];
    const there = Array.from({ length: last - first + 1 }, (_, step) => this.source().get(first + step));
    if (there.every((row) => row !== undefined)) return this.add(there);
    const before = this.chosen.peek();
    this.source()
      .fetchBetween(first, last)
      .then((rows) => before === this.chosen.peek() && this.add(rows), this.onFail);
  }

  selectAll(): void {
    this.set({ whole: true, rows: new Map() });
  }

  clear(): void {
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
