/** The test in another room: class by class, each when they are ready. Nothing is kept before all of it is there. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as api from '../../../../lib/api';
import type { SoundClass } from '../../../../lib/dataset_types';
import type { Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import type { TeachMicrophone } from './microphone';
import { Recording } from './recording';

/** Sounds of a class. */
export const TESTED = 5;
const LOOK_MS = 50;

export interface SoundTurn {
  label: string;
  background: boolean;
  /** Nothing happens until somebody says that they are ready. */
  waiting: boolean;
  taken: number;
}

/** What is taught, as far as a test needs it. */
interface Taught {
  readonly opened: ProjectStore;
  readonly microphone: TeachMicrophone;
  /** The name of the data set's folder. */
  readonly set: string;
  readonly ready: ReadonlySignal<SoundClass[]>;
  readonly trouble: Signal<Text | null>;
  change(change: calls.SoundChange): Promise<unknown>;
  load(): Promise<void>;
  ask(): Promise<void>;
}

export class SoundTest {
  readonly turn = signal<SoundTurn | null>(null);
  readonly taken = signal<Record<string, number>>({});
  readonly asking = signal(false);

  constructor(private readonly store: Taught) {}

  async take(): Promise<void> {
    const rows = this.store.ready.peek();
    if (this.turn.peek() || this.asking.peek() || !rows.length) return;
    if (!(await this.store.microphone.open())) return;
    const sounds = new Map<string, Blob[]>();
    this.taken.value = {};
    for (const row of rows) {
      const some = await this.takeTurn(row);
      if (!some) return this.cancel();
      sounds.set(row.name, some);
    }
    this.turn.value = null;
    this.asking.value = true;
    await this.keep(sounds).catch((error) => {
      this.store.trouble.value = api.describeError(error);
    });
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

  private async keep(sounds: Map<string, Blob[]>): Promise<void> {
    const { opened, set } = this.store;
    for (const [label, some] of sounds) {
      await this.store.change({ do: 'empty_test', label });
      for (const sound of some) await calls.saveSound(opened.id, set, label, 'test', sound);
    }
  }

  /** The sounds of a class; null: it was ended. */
  private async takeTurn({ name: label, background }: SoundClass): Promise<Blob[] | null> {
    const found: Blob[] = [];
    this.turn.value = { label, background, waiting: true, taken: 0 };
    while (this.turn.peek()?.waiting) await sleep(LOOK_MS);
    const count = (taken: number) => {
      if (this.turn.peek()) this.turn.value = { label, background, waiting: false, taken };
      this.taken.value = { ...this.taken.peek(), [label]: Math.min(taken, TESTED) };
    };
    const { microphone } = this.store;
    const recording = new Recording(
      microphone,
      background,
      ({ sound }) => {
        found.push(sound);
        if (!background) count(found.length);
      },
      count,
    );
    const enough = () => (background ? recording.seconds : found.length) >= TESTED;
    while (this.turn.peek() && microphone.on.peek() && !enough()) await sleep(LOOK_MS);
    const done = this.turn.peek() !== null && enough();
    await recording.end();
    return done ? found.slice(0, TESTED) : null;
  }
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
