/** The pictures of a data set in the order of work, fetched in windows as the strip comes to them. */

import { signal } from '@preact/signals';
import * as calls from './labeling_api';
import type { LabelClass, ListedPicture, Order, PictureListing } from './labeling_types';

const WINDOW = 100;

export class PictureList {
  readonly order = signal<Order>('todo');
  readonly total = signal(0);
  readonly labeled = signal(0);
  /** Pictures that a model has proposals for, and which model. */
  readonly proposed = signal(0);
  readonly model = signal<string | null>(null);
  readonly classes = signal<LabelClass[]>([]);
  /** Model files of the project that outline what is clicked. */
  readonly outliners = signal<string[]>([]);
  /** Counts up whenever rows have come or changed. */
  readonly news = signal(0);
  private windows = new Map<number, ListedPicture[]>();
  private asked = new Set<number>();
  /** Places of pictures that had no labels when the strip was opened: the server has them last by now. */
  private done = new Set<number>();

  constructor(
    private readonly project: string,
    private readonly set: string,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  get(index: number): ListedPicture | undefined {
    return this.windows.get(Math.floor(index / WINDOW))?.[index % WINDOW];
  }

  /** Begins anew, with what there is now. */
  async load(order: Order = this.order.peek()): Promise<void> {
    this.order.value = order;
    this.windows = new Map();
    this.asked = new Set();
    this.done = new Set();
    await this.fetch(0);
  }

  /** Asks for the rows between two places where they are not here. */
  want(first: number, last: number): void {
    const end = Math.min(last, this.total.peek() - 1);
    for (let window = Math.floor(Math.max(0, first) / WINDOW); window * WINDOW <= end; window++)
      if (!this.asked.has(window)) void this.fetch(window).catch(this.onTrouble);
  }

  /** The place of a picture; -1 where it is not known. */
  indexOf(path: string): number {
    for (const [window, rows] of this.windows) {
      const at = rows.findIndex((row) => row.path === path);
      if (at >= 0) return window * WINDOW + at;
    }
    return -1;
  }

  /** The same, from the server where its row has not come. */
  async find(path: string): Promise<number> {
    const here = this.indexOf(path);
    if (here >= 0) return here;
    const { index } = await calls.fetchIndex(this.project, this.set, this.order.peek(), path);
    if (index === null) return -1;
    const window = Math.floor(index / WINDOW);
    if (!this.asked.has(window)) await this.fetch(window);
    return this.indexOf(path);
  }

  /** Notes what a picture has now. */
  mark(path: string, change: Partial<ListedPicture>): void {
    for (const [window, rows] of this.windows) {
      const at = rows.findIndex((row) => row.path === path);
      if (at < 0) continue;
      const moved = change.labeled !== undefined && change.labeled !== rows[at].labeled;
      if (moved && change.labeled) this.done.add(window * WINDOW + at);
      if (moved && !change.labeled) this.done.delete(window * WINDOW + at);
      this.windows.set(window, rows.with(at, { ...rows[at], ...change }));
      this.news.value++;
    }
  }

  takeCounts({ total, labeled, proposed, model, classes, outliners }: Omit<PictureListing, 'rows'>): void {
    this.total.value = total;
    this.labeled.value = labeled;
    this.proposed.value = proposed;
    this.model.value = model;
    this.classes.value = classes;
    if (outliners.join() !== this.outliners.peek().join()) this.outliners.value = outliners;
  }

  private async fetch(window: number): Promise<void> {
    this.asked.add(window);
    const start = window * WINDOW;
    // What was labeled meanwhile has left its place among those to do.
    const moved = this.order.peek() === 'todo' ? [...this.done].filter((at) => at < start).length : 0;
    try {
      const windows = this.windows;
      const listing = await calls.fetchListing(this.project, this.set, this.order.peek(), start - moved, WINDOW);
      if (windows !== this.windows) return;
      this.takeCounts(listing);
      windows.set(window, listing.rows);
      this.news.value++;
    } catch (error) {
      this.asked.delete(window);
      throw error;
    }
  }
}
