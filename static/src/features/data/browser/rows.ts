/** The pictures of a data set, fetched in windows as the wall comes to them; those far away are dropped again. */

import type { Filter, PictureRow } from '../../../lib/dataset_types';
import * as calls from '../api';
import type { EditRequest } from '../editing/edit_types';

export const WINDOW = 250;
const MAX_WINDOWS = 12;
/** Rows that the server gives at once. */
const MAX_AT_ONCE = 500;

type Windows = Map<number, (PictureRow | undefined)[]>;

/** What an edit makes of a row. */
export function applyEdit(row: PictureRow, request: EditRequest): PictureRow {
  switch (request.kind) {
    case 'relabel':
      return { ...row, labels: [request.label] };
    case 'tag': {
      const others = row.labels.filter((label) => label !== request.label);
      return { ...row, labels: request.on ? [...others, request.label] : others };
    }
    case 'move':
      return { ...row, split: request.split };
    case 'confirm':
      return row;
    default:
      return { ...row, leaving: true };
  }
}

export class RowCache {
  /** How many pictures fit the filter; null until the first answer. */
  total: number | null = null;
  private readonly windows: Windows = new Map();
  /** Paths of rows that an edit has changed since they came. */
  private readonly patched = new Set<string>();
  private readonly asked = new Map<number, AbortController>();

  /** onNews: rows have come. onTrouble: some did not. earlier: rows that are shown until theirs have come. */
  constructor(
    private readonly project: string,
    private readonly set: string,
    private readonly filter: Filter,
    private readonly onNews: () => void,
    private readonly onTrouble: (error: unknown) => void,
    private readonly earlier: Windows = new Map(),
  ) {}

  get(index: number): PictureRow | undefined {
    const window = Math.floor(index / WINDOW);
    return (this.windows.get(window) ?? this.earlier.get(window))?.[index % WINDOW];
  }

  /** The rows that are here and that no edit has changed. */
  listUnchanged(): Windows {
    const windows = [...(this.windows.size ? this.windows : this.earlier)];
    const keep = (row?: PictureRow) => (row && this.patched.has(row.path) ? undefined : row);
    return new Map(windows.map(([window, rows]) => [window, rows.map(keep)]));
  }

  /**
   * Asks for what lies between two numbers; what was asked for elsewhere and has not come is not waited for any longer.
   */
  want(from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / WINDOW);
    const last = Math.floor(Math.max(0, to) / WINDOW);
    for (const [window, abort] of this.asked) if (window < first || window > last) abort.abort();
    for (let window = first; window <= last; window++) {
      const there = this.windows.get(window);
      if (there) this.touch(window, there);
      else if (!this.asked.has(window)) void this.fetch(window);
    }
  }

  /** The index of a picture among the rows that are here, or -1. */
  indexOf(path: string): number {
    for (const [window, rows] of [...this.windows, ...this.earlier]) {
      const at = rows.findIndex((row) => row?.path === path);
      if (at >= 0) return window * WINDOW + at;
    }
    return -1;
  }

  /** Every row between two numbers, asked for where it is not here. */
  async fetchBetween(first: number, last: number): Promise<PictureRow[]> {
    const found: PictureRow[] = [];
    for (let at = first; at <= last; at += MAX_AT_ONCE) {
      const limit = Math.min(MAX_AT_ONCE, last + 1 - at);
      found.push(...(await calls.fetchSamples(this.project, this.set, this.filter, at, limit)).rows);
    }
    return found;
  }

  /** Shows at once what an edit will do to the rows that are here. */
  patch(isMeant: (row: PictureRow) => boolean, request: EditRequest): void {
    const change = (row?: PictureRow) => {
      if (!row || !isMeant(row)) return row;
      this.patched.add(row.path);
      return applyEdit(row, request);
    };
    for (const windows of [this.windows, this.earlier])
      for (const [window, rows] of windows) windows.set(window, rows.map(change));
  }

  dispose(): void {
    for (const abort of this.asked.values()) abort.abort();
  }

  private async fetch(window: number): Promise<void> {
    const abort = new AbortController();
    this.asked.set(window, abort);
    try {
      const { total, rows } = await calls.fetchSamples(
        this.project,
        this.set,
        this.filter,
        window * WINDOW,
        WINDOW,
        abort.signal,
      );
      this.total = total;
      this.touch(window, rows);
      this.onNews();
    } catch (error) {
      if (!abort.signal.aborted) this.onTrouble(error);
    } finally {
      if (this.asked.get(window) === abort) this.asked.delete(window);
    }
  }

  /** Puts a window last, where it stays longest. */
  private touch(window: number, rows: (PictureRow | undefined)[]): void {
    this.windows.delete(window);
    this.windows.set(window, rows);
    for (const old of this.windows.keys()) {
      if (this.windows.size <= MAX_WINDOWS) return;
      this.windows.delete(old);
    }
  }
}
