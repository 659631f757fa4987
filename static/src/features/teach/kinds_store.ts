/** Which kind is taught. Each keeps its blocks: those of the one that is left are put away, the other's come back. */

import { computed, signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { memoize } from '../../lib/storage';
import { say } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { getDatasetStore } from '../data/store';
import * as calls from './api';
import { KINDS } from './kinds';
import type { KindName, TeachKind } from './kinds/part';
import { findKindName } from './kinds/programs';
import { getTaught, replaceProgram } from './taught_program';

export class KindsStore {
  /** Of the blocks; null: they teach nothing of these kinds. */
  readonly chosen = computed<TeachKind | null>(() => {
    this.opened.program.value;
    this.taught.written.value;
    const name = findKindName(this.opened.workspace);
    return KINDS.find((kind) => kind.name === name) ?? null;
  });
  /** Another one may be chosen now. */
  readonly changeable = computed(
    () =>
      !this.opened.run.busy.value && !this.opened.readOnly.value && !this.opened.project.damaged && !this.busy.value,
  );
  /** The one that is being chosen. */
  coming: TeachKind | null = null;
  private readonly busy = signal(false);
  /** Of the kinds whose samples are in no data set. */
  private readonly counted = signal<Partial<Record<KindName, number>>>({});
  private readonly taught;

  constructor(readonly opened: ProjectStore) {
    this.taught = getTaught(opened);
  }

  /** The page is shown. Returns what leaves it. */
  enter(): () => void {
    void this.countOthers();
    return this.opened.choices.subscribe(() => void getDatasetStore(this.opened).load());
  }

  /** How many samples of a kind the project has; 0: none, or they are not counted. */
  count(kind: TeachKind): number {
    if (kind === this.chosen.value && this.taught.samples.value !== null) return this.taught.samples.value;
    if (kind.count) return this.counted.value[kind.name] ?? 0;
    const sets = getDatasetStore(this.opened).sets.value ?? [];
    const own = sets.filter((set) => !set.builtin && kind.tasks.includes(set.task ?? set.samples));
    return own.reduce((sum, { pictures }) => sum + pictures, 0);
  }

  private async countOthers(): Promise<void> {
    for (const kind of KINDS) {
      const count = await kind.count?.(this.opened).catch(() => 0);
      if (count !== undefined) this.counted.value = { ...this.counted.peek(), [kind.name]: count };
    }
  }

  /** Who chooses once more before one has come gets the last one. */
  async choose(kind: TeachKind): Promise<void> {
    const another = this.coming !== null;
    this.coming = kind;
    if (another) return; // whoever waits for that one goes on to this one
    while (this.coming !== this.chosen.peek()) {
      const next: TeachKind = this.coming;
      await this.exchangeFor(next);
      if (this.coming === next) break;
    }
    this.coming = null;
  }

  private async exchangeFor(kind: TeachKind): Promise<void> {
    const before = this.chosen.peek();
    if (!this.changeable.peek()) return;
    this.busy.value = true;
    try {
      if (before) await calls.keepProgram(this.opened.id, before.name, this.opened.workspace);
      const { workspace } = await calls.fetchKeptProgram(this.opened.id, kind.name);
      const found = workspace ?? (await kind.begin(this.opened));
      this.taught.samples.value = null;
      if (found) await replaceProgram(this.opened, found);
      else this.taught.written.value++;
      void getDatasetStore(this.opened).showOpened();
      void this.countOthers();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    this.busy.value = false;
  }
}

export const getKindsStore = memoize((opened: ProjectStore) => new KindsStore(opened));
