/** The test by somebody else: class by class, each when they are ready. Nothing is kept before all of it is there. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as api from '../../../../lib/api';
import type { FoundPoints, PointClass } from '../../../../lib/dataset_types';
import type { Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import type { TeachCamera } from '../../camera';

/** Samples of a class, and milliseconds between two. */
export const TESTED = 5;
const GAP_MS = 700;

export interface HandsTurn {
  label: string;
  /** Nothing happens until somebody says that they are ready. */
  waiting: boolean;
  taken: number;
}

/** What is taught, as far as a test needs it. */
interface Taught {
  readonly opened: ProjectStore;
  readonly camera: TeachCamera;
  /** The name of the data set's folder. */
  readonly set: string;
  readonly what: string;
  readonly ready: ReadonlySignal<PointClass[]>;
  readonly seen: Signal<FoundPoints | null>;
  readonly trouble: Signal<Text | null>;
  change(change: calls.PointChange): Promise<unknown>;
  load(): Promise<void>;
  ask(): Promise<void>;
}

export class HandsTest {
  readonly turn = signal<HandsTurn | null>(null);
  readonly taken = signal<Record<string, number>>({});
  /** Frames are taken for it just now. */
  readonly taking = signal(false);
  readonly asking = signal(false);

  constructor(private readonly store: Taught) {}

  async take(): Promise<void> {
    const labels = this.store.ready.peek().map(({ name }) => name);
    if (this.turn.peek() || this.asking.peek() || !labels.length) return;
    if (!(await this.store.camera.open())) return;
    const frames = new Map<string, Blob[]>();
    this.taken.value = {};
    for (const label of labels) {
      const some = await this.takeTurn(label);
      if (!some) return this.cancel();
      frames.set(label, some);
    }
    this.turn.value = null;
    this.asking.value = true;
    await this.keep(frames).catch((error) => {
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
    this.taking.value = false;
    this.taken.value = {};
  }

  private async keep(frames: Map<string, Blob[]>): Promise<void> {
    const { opened, set, what } = this.store;
    const group = makeGroup();
    for (const [label, some] of frames) {
      await this.store.change({ do: 'empty_test', label });
      for (const frame of some) await calls.findPoints(opened.id, set, { what, label, split: 'test', group }, frame);
    }
  }

  /** Frames in which something was seen; null: it was ended. */
  private async takeTurn(label: string): Promise<Blob[] | null> {
    const { store } = this;
    const found: Blob[] = [];
    this.turn.value = { label, waiting: true, taken: 0 };
    while (this.turn.peek()?.waiting) await sleep(50);
    this.taking.value = true;
    while (this.turn.peek() && found.length < TESTED) {
      const frame = (await store.camera.waitForFrame()) ? await store.camera.look() : null;
      if (!frame) break;
      const asked = { what: store.what, label: '', split: 'test' as const, group: '' };
      const answer = await calls.findPoints(store.opened.id, store.set, asked, frame).catch(() => null);
      if (answer) store.seen.value = answer;
      if (!answer?.seen) {
        await sleep(100);
        continue;
      }
      found.push(frame);
      if (this.turn.peek()) this.turn.value = { label, waiting: false, taken: found.length };
      this.taken.value = { ...this.taken.peek(), [label]: found.length };
      await sleep(GAP_MS);
    }
    this.taking.value = false;
    return this.turn.peek() && found.length === TESTED ? found : null;
  }
}

/** What of one hold, or of one person, is called. */
export const makeGroup = () => Math.random().toString(36).slice(2, 10);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
