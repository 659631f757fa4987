/** The test with new pictures: taken class by class, each when the child is ready; then the model is asked. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { showToast } from '../../../../../components/toast';
import * as api from '../../../../../lib/api';
import { t } from '../../../../../lib/texts';
import type { Text } from '../../../../../lib/types';
import type { ProjectStore } from '../../../../../state/project_store';
import { deleteImages } from '../../../../data/capture/api';
import * as calls from '../../../api';
import type { TeachCamera } from '../../../camera';
import '../../../texts';
import '../../../../../lib/common_texts';

/** Pictures of a class, seconds before the first and between two. */
export const TEST_PICTURES = 5;
const COUNTDOWN = 3;
const SECOND_MS = 1_000;
const GAP_MS = 50;

/** The class that is taken now, seconds until its first picture, pictures that are taken. */
export interface TestTurn {
  label: string;
  /** Nothing happens until the child says that it is ready. */
  waiting: boolean;
  left: number;
  taken: number;
}

type Pictures = calls.TestPictures;

/** What is taught, as far as a test needs it. */
interface Taught {
  opened: ProjectStore;
  camera: TeachCamera;
  /** The name of the data set's folder. */
  readonly set: string;
  ready: ReadonlySignal<calls.ClassRow[]>;
  learned: ReadonlySignal<{ path: string; shown: boolean } | null>;
  trouble: Signal<Text | null>;
  load(): Promise<void>;
  show(classes: calls.ClassRow[]): void;
  takeOne(label: string, split: 'test'): Promise<string | null>;
}

export class TestSession {
  readonly turn = signal<TestTurn | null>(null);
  readonly paused = signal(false);
  /** The pictures are shown to the model. */
  readonly asking = signal(false);
  /** What was taken in this test, of the classes that it takes. */
  readonly fresh = signal<Pictures>({});

  constructor(private readonly store: Taught) {}

  /** Takes new pictures of every class, or of one; those of the test before stay where its record finds them. */
  async take(only?: string): Promise<void> {
    if (this.turn.peek() || this.asking.peek()) return;
    const labels = only ? [only] : this.store.ready.peek().map(({ name }) => name);
    this.paused.value = false;
    if (!(await this.store.camera.open())) return;
    this.fresh.value = Object.fromEntries(labels.map((label) => [label, []]));
    for (const label of labels) {
      if (!(await this.takeTurn(label))) return this.cancel();
    }
    this.turn.value = null;
    await this.use(this.fresh.peek(), true);
  }

  /** The thing is before the camera. */
  begin(): void {
    const turn = this.turn.peek();
    if (turn) this.turn.value = { ...turn, waiting: false };
  }

  /** Ends the taking; what was taken in it is gone, and the test before stands. */
  async cancel(): Promise<void> {
    this.turn.value = null;
    const taken = Object.values(this.fresh.peek()).flat();
    this.fresh.value = {};
    if (taken.length) await deleteImages(this.store.opened.id, this.store.set, taken).catch(() => undefined);
    const trouble = this.store.trouble.peek();
    await this.store.load();
    this.say(this.store.trouble.peek() ?? trouble);
  }

  /** Tests the model that answers, from its file, with the test pictures that are there. */
  async run(): Promise<void> {
    const { run, id } = this.store.opened;
    const [trained, number] = [this.store.learned.peek(), run.summary.peek()?.id];
    if (!trained || (trained.shown && number === undefined)) return;
    this.asking.value = true;
    try {
      if (trained.shown) run.add(await api.testModel(id, number!, trained.path, this.store.set));
      else await api.testModelFile(id, trained.path);
      this.say(null);
    } catch (error) {
      this.say(api.describeError(error));
    }
    this.asking.value = false;
  }

  /** Tests with these pictures of their classes; the others go to the bin, and can be brought back. */
  private async use(pictures: Pictures, undoable: boolean): Promise<void> {
    this.asking.value = true;
    try {
      const { classes, put_away } = await calls.chooseTests(this.store.opened.id, this.store.set, pictures);
      this.fresh.value = {};
      this.store.show(classes);
      if (undoable && Object.keys(put_away).length)
        showToast(t('teachTestReplaced'), { label: t('teachTestRestore'), run: () => void this.use(put_away, false) });
    } catch (error) {
      this.asking.value = false;
      return this.say(api.describeError(error));
    }
    await this.run();
  }

  private async takeTurn(label: string): Promise<boolean> {
    this.turn.value = { label, waiting: true, left: COUNTDOWN, taken: 0 };
    while (this.turn.peek()?.waiting) await wait(SECOND_MS, () => !this.turn.peek()?.waiting);
    for (let left = COUNTDOWN; left > 0; left--) {
      if (!this.step({ left }) || !(await this.rest())) return false;
    }
    for (let taken = 1; taken <= TEST_PICTURES; taken++) {
      if (!this.step({ left: 0 })) return false;
      const path = await this.store.takeOne(label, 'test');
      if (path === null) return false;
      this.fresh.value = { ...this.fresh.peek(), [label]: [...(this.fresh.peek()[label] ?? []), path] };
      if (!this.step({ taken }) || !(await this.rest())) return false;
    }
    return true;
  }

  private step(change: Partial<TestTurn>): boolean {
    const turn = this.turn.peek();
    if (turn) this.turn.value = { ...turn, ...change };
    return turn !== null;
  }

  /** A second, and as long as the test is paused; false when it was ended. */
  private async rest(): Promise<boolean> {
    await wait(SECOND_MS, () => this.turn.peek() === null);
    while (this.paused.peek() && this.turn.peek()) await wait(SECOND_MS, () => !this.paused.peek());
    return this.turn.peek() !== null;
  }

  private say(trouble: Text | null): void {
    this.store.trouble.value = trouble;
  }
}

/** Waits so long, less when `over` says so. */
async function wait(milliseconds: number, over: () => boolean): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!over() && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, Math.min(GAP_MS, Math.max(0, end - performance.now()))));
}
