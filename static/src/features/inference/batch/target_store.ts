/** The data set that pictures are added to, what was added, and how that is taken back. */

import { computed, signal } from '@preact/signals';
import * as api from '../../../lib/api';
import type { Dataset } from '../../../lib/dataset_types';
import type { Text } from '../../../lib/types';
import { canEdit, isSorted } from '../../labels/labels';
import * as calls from './api';
import type { BatchStore } from './batch_store';
import type { BatchRow } from './batch_types';

/** One act: the pictures that it put into a class. known: those that the data set had already, with their class. */
export interface Addition {
  set: string;
  label: string;
  files: { path: string; to: string }[];
  known: { path: string; label: string }[];
  failed: { path: string; why: Text }[];
  undone: boolean;
}

export class TargetStore {
  /** null: not known yet. */
  readonly sets = signal<Dataset[] | null>(null);
  readonly name = signal<string | null>(null);
  readonly set = computed(() => this.sets.value?.find((one) => one.name === this.name.value) ?? null);
  readonly acts = signal<Addition[]>([]);
  readonly adding = signal<{ done: number; total: number } | null>(null);
  readonly trouble = signal<Text | null>(null);
  /** A sample can only be looked at: its name, where there is nothing else. */
  readonly sample = signal<string | null>(null);

  constructor(
    private readonly batch: BatchStore,
    /** What a program has read or written shows in the pickers and elsewhere. */
    private readonly onChange: () => void,
  ) {}

  /** learned: the data set that the model has learned from, if it is known. */
  async load(learned: string | null = null): Promise<void> {
    try {
      const all = (await api.fetchDatasets(this.batch.project)).filter(isSorted);
      const sets = all.filter(canEdit);
      this.sets.value = sets;
      this.sample.value = sets.length ? null : (all[0]?.name ?? null);
      const own = sets.find((one) => one.path === learned) ?? sets[0];
      if (!sets.some((one) => one.name === this.name.peek())) this.name.value = own?.name ?? null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** Puts pictures into the training part of a class. */
  async add(rows: BatchRow[], label: string): Promise<void> {
    const set = this.name.peek();
    const fresh = rows.filter((row) => row.added === null);
    if (!set || this.adding.peek() || !fresh.length) return;
    const act: Addition = { set, label, files: [], known: [], failed: [], undone: false };
    this.trouble.value = null;
    for (const [done, { path, file }] of fresh.entries()) {
      this.adding.value = { done, total: fresh.length };
      try {
        const kept = await calls.addPicture(this.batch.project, set, label, file);
        if (kept.known) act.known.push({ path, label: kept.label });
        else act.files.push({ path, to: kept.path });
      } catch (error) {
        act.failed.push({ path, why: api.describeError(error) });
        if (error instanceof api.ApiError && error.status !== 422 && error.status !== 415) break;
      }
    }
    this.adding.value = null;
    this.acts.value = [...this.acts.peek(), act];
    this.batch.mark(new Set(act.files.map((one) => one.path)), label);
    this.batch.selection.clear();
    this.onChange();
    await this.load();
  }

  /** Takes the last act back: the pictures leave the data set, the files that were dropped stay. */
  async undo(): Promise<void> {
    const act = this.acts.peek().findLast((one) => !one.undone && one.files.length > 0);
    if (!act || this.adding.peek()) return;
    try {
      await calls.takeBack(
        this.batch.project,
        act.set,
        act.files.map((one) => one.to),
      );
      this.batch.mark(new Set(act.files.map((one) => one.path)), null);
      this.acts.value = this.acts.peek().map((one) => (one === act ? { ...one, undone: true } : one));
      this.onChange();
      await this.load();
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }
}
