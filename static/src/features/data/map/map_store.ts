/** The map of the data set that is shown: what is drawn of it, what is hidden, and the work of drawing it. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { PictureRow } from '../../../lib/dataset_types';
import { pollJob } from '../../../lib/job_polling';
import { say } from '../../../lib/texts';
import * as calls from '../api';
import { applyEdit } from '../browser/rows';
import type { EditRequest } from '../editing/edit_types';
import { type MapData, type MapMethod, readMap } from './map_data';

/** The data set that is shown. */
interface Shown {
  readonly opened: { readonly id: string };
  readonly name: ReadonlySignal<string | null>;
  readonly mapping: Signal<boolean>;
  readonly large: ReadonlySignal<number>;
  readonly edits: { readonly selection: { isOn(): boolean } };
}

export class MapStore {
  /** null: not known yet. */
  readonly data = signal<MapData | null>(null);
  /** How the pictures are laid out now. */
  readonly method = signal<MapMethod>('pca');
  /** A drawing that goes on: how far it is. */
  readonly work = signal<{ method: MapMethod; done: number; total: number; stop(): void } | null>(null);
  /** The classes that are not shown; '': pictures without a label. */
  readonly hidden = signal<ReadonlySet<string>>(new Set());
  /** The class that stands out, while its name is pointed at. */
  readonly lit = signal<string | null>(null);
  /** Counts up when labels have changed in their places. */
  readonly news = signal(0);
  private drawings = 0;

  constructor(private readonly store: Shown) {}

  forget(): void {
    this.work.peek()?.stop();
    this.data.value = null;
    this.hidden.value = new Set();
    this.method.value = 'pca';
  }

  /** Shows what was drawn before, else draws it. */
  async open(): Promise<void> {
    await this.load();
    const data = this.data.peek();
    if (!data || this.work.peek()) return;
    if (!data.layouts.length) return this.draw();
    this.method.value = data.layouts.includes(data.grouping) ? data.grouping : data.layouts[0];
  }

  /** Reads the map anew: labels and parts may have changed, and pictures may have come or gone. */
  async load(): Promise<void> {
    const set = this.store.name.peek();
    if (!set) return;
    try {
      const answer = await calls.fetchMap(this.store.opened.id, set);
      if (set === this.store.name.peek()) this.data.value = readMap(answer, this.drawings);
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  /** The whole at once, then its groups, which take longer. */
  async draw(): Promise<void> {
    if (!(await this.drawBy('pca')) || !this.data.peek()) return;
    // Who has something in hand keeps it where it is.
    const isFree = () => !this.store.edits.selection.isOn() && this.store.large.peek() < 0;
    await this.drawBy(this.data.peek()!.grouping, isFree);
  }

  /** Lays the pictures out, and shows that if it may; whether it was done to the end. */
  async drawBy(method: MapMethod, mayShow = () => true): Promise<boolean> {
    const set = this.store.name.peek();
    if (!set || this.work.peek()) return false;
    const stopped = signal(false);
    this.work.value = { method, done: 0, total: 0, stop: () => (stopped.value = true) };
    let state = 'failed';
    try {
      const { job } = await calls.startMap(this.store.opened.id, set, method);
      const ended = await pollJob(this.store.opened.id, job, stopped, ({ done, total }) => {
        if (this.work.peek()) this.work.value = { ...this.work.peek()!, done, total };
      });
      state = ended.state;
      if (ended.state === 'failed' && ended.text) showToast(say(ended.text));
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    this.work.value = null;
    if (state !== 'done' || set !== this.store.name.peek()) return false;
    this.drawings++;
    await this.load();
    if (mayShow()) this.method.value = method;
    return true;
  }

  choose(method: MapMethod): void {
    if (this.data.peek()?.layouts.includes(method)) this.method.value = method;
    else void this.drawBy(method);
  }

  toggleClass(name: string): void {
    const next = new Set(this.hidden.peek());
    if (!next.delete(name)) next.add(name);
    this.hidden.value = next;
  }

  /** Shows at once what an edit will do. */
  patch(isMeant: (row: PictureRow) => boolean, request: EditRequest): void {
    const points = this.data.peek()?.points;
    if (!points) return;
    points.forEach((point, at) => {
      if (!isMeant(point)) return;
      const deleted = request.kind === 'delete' || (point.deleted && request.kind !== 'restore');
      points[at] = { ...point, ...applyEdit(point, request), deleted };
    });
    this.news.value++;
  }
}
