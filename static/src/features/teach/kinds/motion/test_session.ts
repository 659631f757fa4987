/** The test by somebody else: class by class, each when they are ready. Nothing is kept before all of it is there. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { MotionClass } from '../../../../lib/dataset_types';
import type { MotionChange, Readings } from '../../../data/samples/motion_api';

/** Takes of a class. */
export const TESTED = 5;
const LOOK_MS = 50;

export interface MotionTurn {
  label: string;
  /** Nothing happens until somebody says that they are ready. */
  waiting: boolean;
  taken: number;
}

/** What is taught, as far as a test needs it. */
interface Taught {
  readonly ready: ReadonlySignal<MotionClass[]>;
  record(again: boolean): Promise<Readings | null>;
  keep(label: string, split: 'test', felt: Readings): Promise<boolean>;
  change(change: MotionChange): Promise<unknown>;
  load(): Promise<void>;
  ask(): Promise<void>;
}

export class MotionTest {
  readonly turn = signal<MotionTurn | null>(null);
  readonly taken = signal<Record<string, number>>({});
  readonly asking = signal(false);

  constructor(private readonly store: Taught) {}

  async take(): Promise<void> {
    const labels = this.store.ready.peek().map(({ name }) => name);
    if (this.turn.peek() || this.asking.peek() || !labels.length) return;
    const takes = new Map<string, Readings[]>();
    this.taken.value = {};
    for (const label of labels) {
      const some = await this.takeTurn(label);
      if (!some) return this.cancel();
      takes.set(label, some);
    }
    this.turn.value = null;
    this.asking.value = true;
    await this.keep(takes);
    await this.store.load();
    await this.store.ask();
    this.taken.value = {};
    this.asking.value = false;
  }

  begin(): void {
    const turn = this.turn.peek();
    if (turn) this.turn.value = { ...turn, waiting: false };
  }

  cancel(): void {
    this.turn.value = null;
    this.taken.value = {};
  }

  private async keep(takes: Map<string, Readings[]>): Promise<void> {
    for (const [label, some] of takes) {
      await this.store.change({ do: 'empty_test', label });
      for (const felt of some) if (!(await this.store.keep(label, 'test', felt))) return;
    }
  }

  /** Null: it was ended, or nothing came. */
  private async takeTurn(label: string): Promise<Readings[] | null> {
    const found: Readings[] = [];
    this.turn.value = { label, waiting: true, taken: 0 };
    while (this.turn.peek()?.waiting) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    while (this.turn.peek() && found.length < TESTED) {
      const felt = await this.store.record(found.length > 0);
      if (!felt) return null;
      found.push(felt);
      if (this.turn.peek()) this.turn.value = { label, waiting: false, taken: found.length };
      this.taken.value = { ...this.taken.peek(), [label]: found.length };
    }
    return this.turn.peek() ? found : null;
  }
}
