/** The test by somebody else: class by class, each when they are ready. Nothing is kept before all of it is there. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as api from '../../../lib/api';
import type { Text } from '../../../lib/types';

/** Samples of a class. */
export const TESTED = 5;
const LOOK_MS = 50;

export interface Turn<Row> {
  row: Row;
  /** Nothing happens until somebody says that they are ready. */
  waiting: boolean;
  taken: number;
}

/** What is taught, as far as a test needs it. */
export interface TestedStore<Row> {
  readonly ready: ReadonlySignal<Row[]>;
  readonly trouble: Signal<Text | null>;
  change(change: { do: 'empty_test'; label: string }): Promise<unknown>;
  load(): Promise<void>;
  ask(): Promise<void>;
}

export abstract class SampleTest<Row extends { name: string }, Sample> {
  readonly turn = signal<Turn<Row> | null>(null);
  readonly taken = signal<Record<string, number>>({});
  readonly asking = signal(false);

  constructor(private readonly tested: TestedStore<Row>) {}

  /** Somebody is tested, or the model is asked about what they gave. */
  get running(): boolean {
    return this.turn.value !== null || this.asking.value;
  }

  async take(): Promise<void> {
    const rows = this.tested.ready.peek();
    if (this.turn.peek() || this.asking.peek() || !rows.length || !(await this.open())) return;
    const samples = new Map<string, Sample[]>();
    this.taken.value = {};
    for (const row of rows) {
      const some = await this.takeTurn(row);
      if (!some) return this.cancel();
      samples.set(row.name, some);
    }
    this.turn.value = null;
    this.asking.value = true;
    await this.saveAll(samples).catch((error) => {
      this.tested.trouble.value = api.describeError(error);
    });
    await this.tested.load();
    await this.tested.ask();
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

  /** Opens what samples come from. Returns whether it is open. */
  protected async open(): Promise<boolean> {
    return true;
  }

  /** Samples enough of a class, counted as they come while the turn lasts; null: nothing comes any more. */
  protected abstract record(row: Row, count: (taken: number) => void): Promise<Sample[] | null>;
  /** Keeps a sample for the test. */
  protected abstract save(label: string, sample: Sample): Promise<unknown>;

  private async saveAll(samples: Map<string, Sample[]>): Promise<void> {
    for (const [label, some] of samples) {
      await this.tested.change({ do: 'empty_test', label });
      for (const sample of some) await this.save(label, sample);
    }
  }

  /** Null: it was ended. */
  private async takeTurn(row: Row): Promise<Sample[] | null> {
    this.turn.value = { row, waiting: true, taken: 0 };
    while (this.turn.peek()?.waiting) await sleep(LOOK_MS);
    if (!this.turn.peek()) return null;
    const found = await this.record(row, (taken) => {
      if (this.turn.peek()) this.turn.value = { row, waiting: false, taken };
      this.taken.value = { ...this.taken.peek(), [row.name]: Math.min(taken, TESTED) };
    });
    return this.turn.peek() && found;
  }
}

export const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
