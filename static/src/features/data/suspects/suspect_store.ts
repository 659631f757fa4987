/** The pictures whose labels are asked about, one after the other. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import { pollJob } from '../../../lib/job_polling';
import { say } from '../../../lib/texts';
import * as calls from '../api';
import type { EditStore } from '../editing/edit_store';
import type { LabelComparison, Lookalikes, Suspect } from './suspect';

/** The data set that is shown. */
interface Shown {
  readonly opened: { readonly id: string };
  readonly name: ReadonlySignal<string | null>;
  readonly edits: EditStore;
  readonly asking: Signal<boolean>;
  load(): Promise<void>;
}

export class SuspectStore {
  /** null: nobody has looked for any. */
  readonly suspects = signal<Suspect[] | null>(null);
  readonly lookalikes = signal<Lookalikes[]>([]);
  /** null: labels were never compared with each other. */
  readonly comparison = signal<LabelComparison | null>(null);
  /** A comparison that goes on, and how far it is. */
  readonly looking = signal<{ done: number; total: number; stop(): void } | null>(null);
  /** The place of the card in hand. */
  readonly current = signal(0);
  readonly answered = computed(() => this.suspects.value?.filter((one) => one.answer).length ?? 0);
  readonly left = computed(() => (this.suspects.value?.length ?? 0) - this.answered.value);

  constructor(private readonly store: Shown) {}

  async load(): Promise<void> {
    const set = this.store.name.peek();
    if (!set || !this.store.edits.canRelabel()) {
      return this.forget();
    }
    try {
      const { suspects, lookalikes, comparison } = await calls.fetchSuspects(this.store.opened.id, set);
      if (set !== this.store.name.peek()) return;
      this.comparison.value = comparison;
      this.suspects.value = suspects;
      this.lookalikes.value = lookalikes;
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  /** What is known of one data set says nothing of another one. */
  forget(): void {
    this.suspects.value = this.comparison.value = null;
    this.lookalikes.value = [];
  }

  /** Compares every label with the others by the packaged backbone. open: shows then what it found. */
  async look(open = true): Promise<void> {
    const set = this.store.name.peek();
    if (!set || this.looking.peek()) return;
    const stopped = signal(false);
    const stop = () => (stopped.value = true);
    this.looking.value = { done: 0, total: 0, stop };
    try {
      const { job } = await calls.startSuspects(this.store.opened.id, set);
      const ended = await pollJob(this.store.opened.id, job, stopped, ({ done, total }) => {
        this.looking.value = { done, total, stop };
      });
      if (ended.state === 'failed' && ended.text) showToast(say(ended.text));
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    this.looking.value = null;
    await Promise.all([this.load(), this.store.load()]); // what was found counts in the list of data sets too
    if (open && set === this.store.name.peek()) this.open();
  }

  /** Shows them, the first that has no answer in hand. */
  open(): void {
    const first = this.suspects.peek()?.findIndex((one) => !one.answer) ?? -1;
    this.current.value = Math.max(0, first);
    if (this.suspects.peek()?.length) this.store.asking.value = true;
  }

  /** label: the right one; null: it is right as it is. */
  async answer(at: number, label: string | null): Promise<void> {
    const suspect = this.suspects.peek()?.[at];
    if (!suspect || suspect.answer) return;
    const request =
      label === null ? ({ kind: 'confirm' } as const) : ({ kind: 'relabel', label, decided: true } as const);
    // The next one is in hand at once; the server may take its time.
    this.current.value = this.findNext(at);
    await this.store.edits.edit(request, { paths: [suspect.path] });
  }

  async undo(at: number): Promise<void> {
    const edit = this.suspects.peek()?.[at]?.answer?.edit;
    if (!edit) return;
    await this.store.edits.undo(edit);
    this.current.value = at;
  }

  private findNext(at: number): number {
    const all = this.suspects.peek() ?? [];
    const next = all.findIndex((one, place) => place > at && !one.answer);
    return next >= 0 ? next : at;
  }
}
