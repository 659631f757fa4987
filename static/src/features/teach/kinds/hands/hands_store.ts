/** What is taught by points: the classes, what the camera sees, the training, and the test by somebody else. */

import { computed, effect, signal } from '@preact/signals';
import { Burst, listenForHold } from '../../../../components/hold';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { FoundPoints, PointClass, TaughtModel } from '../../../../lib/dataset_types';
import type { EvaluationEvent } from '../../../../lib/messages';
import { both, say, t } from '../../../../lib/texts';
import type { SkippedFiles, Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import { getDatasetStore } from '../../../data/store';
import { ensureTrainingEnabled } from '../../../project/enable_training';
import * as calls from '../../api';
import { TeachCamera } from '../../camera';
import { getTaught, nameFirstClasses, nameNewClass, replaceProgram, setThreshold } from '../../taught_program';
import { makeHandsProgram, readHandsProgram, type What } from './program';
import { HandsTest, makeGroup } from './test_session';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

/** So many samples of a class are needed, and so many are better. */
export const LEAST = 5;
export const BETTER = 20;
/** Of one hold, and between two samples. */
const MOST_HELD = 60;
const GAP_MS = 200;
/** Between two looks while nothing is recorded. */
const LOOK_MS = 60;
/** Pixels of a picture in which there is nothing. */
const SMALL = 64;

export interface TaughtHands {
  path: string;
  /** Other weights at the same path have another one. */
  key: string;
  /** How long the training took; null: it is not known any more. */
  seconds: number | null;
}

export class HandsStore {
  readonly camera = new TeachCamera();
  /** In the order of the cards; null before the first answer. */
  readonly classes = signal<PointClass[] | null>(null);
  readonly active = signal(0);
  private readonly burst = new Burst();
  readonly held = this.burst.held;
  /** What the camera saw last, where no model answers. */
  readonly seen = signal<FoundPoints | null>(null);
  /** Looks a second. */
  readonly rate = signal(0);
  /** The newest frame of a hold was not taken: nothing was seen in it. */
  readonly missed = signal<Text | null>(null);
  readonly trouble = signal<Text | null>(null);
  readonly leftOut = signal<{ label: string; files: SkippedFiles[] } | null>(null);
  readonly training = signal(false);
  readonly stale = signal(false);
  readonly program;
  readonly test: HandsTest;
  private readonly tested = signal<{ key: string; evaluation: EvaluationEvent } | null>(null);
  private readonly taught = signal<TaughtModel[]>([]);
  private last = 0;
  private warmed = false;
  readonly ready = computed(() => (this.classes.value ?? []).filter((one) => countTraining(one) >= LEAST));
  readonly canTrain = computed(
    () =>
      this.ready.value.length > 1 &&
      (this.classes.value ?? []).every((one) => !countTraining(one) || countTraining(one) >= LEAST),
  );
  readonly total = computed(() => (this.classes.value ?? []).reduce((sum, one) => sum + countTraining(one), 0));
  readonly learned = computed<TaughtHands | null>(() => {
    const { run } = this.opened;
    run.results.learned.value;
    const data = `data/${this.program.value?.set}`;
    const last = run.results.trainings.at(-1);
    if (last?.ended?.path && last.began.dataset.path === data) {
      const { path, seconds, seq } = last.ended;
      return { path, key: `${seq}`, seconds };
    }
    if (run.busy.value) return null;
    const kept = this.taught.value.find((one) => one.task === 'points_classification' && one.data?.path === data);
    return kept ? { path: kept.path, key: `${kept.modified}`, seconds: null } : null;
  });
  /** What the newest run showed of the training that answers. */
  readonly check = computed(() => {
    const marks = this.opened.run.results.read().findTest('marks');
    return this.learned.value?.seconds != null && marks && marks.split !== 'test' ? marks : null;
  });
  /** The test of what answers, by somebody else. */
  readonly marks = computed(() => {
    const tested = this.tested.value;
    return tested && tested.key === this.learned.value?.key ? tested.evaluation : null;
  });

  constructor(readonly opened: ProjectStore) {
    this.test = new HandsTest(this);
    this.program = computed(() => {
      opened.program.value;
      return readHandsProgram(opened.workspace);
    });
    let set = '';
    effect(() => {
      const now = this.program.value?.set ?? '';
      if (now === set) return;
      set = now;
      this.classes.value = null;
      if (now) void this.load();
    });
  }

  get set(): string {
    return this.program.peek()!.set;
  }

  get what(): What {
    return this.program.peek()!.what;
  }

  /** The view is shown. Returns what leaves it. */
  enter(): () => void {
    this.camera.attach();
    void this.load();
    void api.prepareInference(this.opened.id).catch(() => undefined);
    const choose = (at: number) => {
      if (this.classes.peek()?.[at]) this.active.value = at;
    };
    const release = () => this.release();
    const stop = listenForHold({ down: () => void this.press(this.active.peek()), release, leave: release, choose });
    return () => {
      stop();
      this.release();
      this.test.cancel();
      this.camera.release();
      this.seen.value = null;
      this.warmed = false;
      void api.endInference(this.opened.id).catch(() => undefined);
    };
  }

  async load(): Promise<void> {
    const program = this.program.peek();
    if (!program) return;
    try {
      const [classes, taught] = await Promise.all([
        calls.fetchPoints(this.opened.id, program.set),
        calls.fetchTaught(this.opened.id),
      ]);
      this.taught.value = taught;
      this.show(classes);
      this.trouble.value = null;
      void this.warm();
      if (this.learned.peek() && !this.marks.peek() && this.hasTest()) await this.ask();
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** Has the models loaded that find points, so that the first hold need not wait for them. */
  private async warm(): Promise<void> {
    if (this.warmed) return;
    this.warmed = true;
    const canvas = new OffscreenCanvas(SMALL, SMALL);
    canvas.getContext('2d')!.fillRect(0, 0, SMALL, SMALL);
    const frame = await canvas.convertToBlob({ type: 'image/jpeg' });
    const asked = { what: this.what, label: '', split: 'train' as const, group: '' };
    await calls.findPoints(this.opened.id, this.set, asked, frame).catch(() => undefined);
  }

  /** Looks at the camera until it is stopped. Returns how to stop. */
  look(): () => void {
    let stopped = false;
    const go = async () => {
      while (!stopped) {
        const began = performance.now();
        if (!this.held.peek() && !this.test.taking.peek() && (await this.camera.waitForFrame()) && !stopped) {
          const frame = await this.camera.look();
          if (frame && !stopped) await this.find(frame, '', '').catch(() => undefined);
        }
        await new Promise((resolve) => setTimeout(resolve, Math.max(10, LOOK_MS - (performance.now() - began))));
      }
    };
    void go();
    return () => {
      stopped = true;
    };
  }

  /** The button of a card goes down: the first time the camera is asked for. */
  async press(at: number): Promise<void> {
    const label = this.classes.peek()?.[at]?.name;
    if (label === undefined || this.held.peek() || this.test.turn.peek()) return;
    this.active.value = at;
    this.burst.begin();
    this.trouble.value = this.missed.value = null;
    if (!(await this.camera.open())) return this.burst.end();
    const group = makeGroup();
    const take = async () => {
      if (!(await this.camera.waitForFrame())) return false;
      const frame = await this.camera.look();
      if (!frame) return false;
      try {
        const found = await this.find(frame, label, group);
        this.missed.value = found.seen ? null : found.why;
        return true;
      } catch (error) {
        this.trouble.value = api.describeError(error);
        return false;
      }
    };
    await this.burst.run(take, () => GAP_MS, MOST_HELD);
    this.burst.end();
    await this.load();
  }

  release(): void {
    this.burst.end();
  }

  /** Points in a frame; kept as a sample of a class where that is not ''. */
  private async find(frame: Blob, label: string, group: string): Promise<FoundPoints> {
    const asked = { what: this.what, label, split: 'train' as const, group };
    const found = await calls.findPoints(this.opened.id, this.set, asked, frame);
    this.seen.value = found;
    this.countRate();
    if (found.path) {
      this.stale.value = true;
      this.classes.value = (this.classes.peek() ?? []).map((one) =>
        one.name !== label
          ? one
          : {
              ...one,
              count: one.count + 1,
              newest: [{ row: rowOf(found.path!), points: found.points }, ...one.newest].slice(0, calls.NEWEST),
            },
      );
      getTaught(this.opened).samples.value = this.total.peek();
    }
    return found;
  }

  private countRate(): void {
    const now = performance.now();
    const rate = 1000 / Math.max(1, now - this.last);
    this.rate.value = this.last ? this.rate.peek() + 0.2 * (rate - this.rate.peek()) : 0;
    this.last = now;
  }

  /** Pictures of files become samples; those in which nothing is seen are named. */
  async addFiles(label: string, files: File[]): Promise<void> {
    const left: SkippedFiles[] = [];
    this.leftOut.value = null;
    for (const file of files) {
      try {
        const asked = { what: this.what, label, split: 'train' as const, group: '' };
        const found = await calls.findPoints(this.opened.id, this.set, asked, file);
        if (!found.seen) left.push({ name: file.name, why: found.why ?? both('handsNone_hand') });
        else this.stale.value = true;
      } catch (error) {
        left.push({ name: file.name, why: api.describeError(error) });
      }
    }
    await this.load();
    this.leftOut.value = left.length ? { label, files: left } : null;
  }

  /** Another thing is looked at: it has its own set. */
  async chooseWhat(what: What): Promise<void> {
    if (what === this.what || this.opened.run.busy.peek()) return;
    const name = t(`handsSet_${what}`);
    const data = getDatasetStore(this.opened);
    await data.load();
    const known = data.sets.peek()?.find((one) => one.name === name && !one.builtin);
    try {
      const classes = nameFirstClasses();
      const { path } = known ?? (await calls.createPoints(this.opened.id, name, classes, what));
      this.seen.value = null;
      await replaceProgram(this.opened, makeHandsProgram(path, what));
      void this.opened.loadChoices();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  /** Whether left and right hands are one. */
  async setMirrored(mirrored: boolean): Promise<void> {
    const program = this.program.peek();
    if (!program || program.grown) return;
    this.stale.value ||= this.learned.peek() !== null;
    await replaceProgram(this.opened, makeHandsProgram(`data/${program.set}`, program.what, mirrored));
  }

  async addClass(): Promise<void> {
    const names = (this.classes.peek() ?? []).map(({ name }) => name);
    const label = nameNewClass(names);
    if (await this.change({ do: 'add', label, what: this.what })) this.active.value = names.length;
  }

  rename(label: string, to: string): Promise<unknown> {
    this.stale.value ||= this.learned.peek() !== null;
    return this.change({ do: 'rename', label, to, what: this.what });
  }

  async remove(label: string, what: 'remove' | 'empty'): Promise<void> {
    const answer = await this.change(what === 'empty' ? { do: what, label, what: this.what } : { do: what, label });
    const removed = answer?.removed;
    this.stale.value ||= this.learned.peek() !== null;
    if (removed)
      showToast(t(what === 'empty' ? 'handsEmptied' : 'teachRemoved', { name: label }), {
        label: t('undo'),
        run: () => void this.change({ do: 'restore', removed }),
      });
  }

  /** Saves the program and runs it up to the camera. */
  async train(): Promise<void> {
    const program = this.program.peek();
    if (!program || this.opened.run.busy.peek()) return;
    this.release();
    this.training.value = true;
    await this.burst.settled;
    this.stale.value = false;
    await ensureTrainingEnabled(this.opened, program.blocks.train);
    await this.opened.start({ until: program.until });
    if (!this.opened.run.busy.peek()) this.training.value = false;
  }

  /** It is over. */
  async finishTraining(): Promise<void> {
    this.training.value = false;
    this.taught.value = await calls.fetchTaught(this.opened.id).catch(() => this.taught.peek());
    if (this.camera.asked) void this.camera.open();
    if (this.learned.peek() && this.hasTest()) await this.ask();
  }

  /** Asks the model that answers about the samples of somebody else. */
  async ask(): Promise<void> {
    const learned = this.learned.peek();
    if (!learned) return;
    try {
      const { evaluation } = await calls.testTaught(this.opened.id, learned.path, this.set);
      this.tested.value = { key: learned.key, evaluation };
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** Below which share the answer is "I do not know": it stands in the block. */
  setThreshold(value: number): Promise<void> {
    return setThreshold(this.opened, this.program.peek()?.threshold?.block, value);
  }

  async change(change: calls.PointChange) {
    await this.burst.settled;
    try {
      const answer = await calls.changePoints(this.opened.id, this.set, change);
      this.show(answer.classes);
      void this.opened.loadChoices();
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  }

  private hasTest(): boolean {
    return this.ready.peek().length > 0 && this.ready.peek().every(({ tests }) => tests > 0);
  }

  private show(classes: PointClass[]): void {
    this.classes.value = classes;
    if (this.active.peek() >= classes.length) this.active.value = Math.max(0, classes.length - 1);
    getTaught(this.opened).samples.value = this.total.peek();
  }
}

/** Samples of a class to learn from. */
export const countTraining = ({ count, tests }: PointClass) => count - tests;
const rowOf = (path: string) => Number(path.split('/').pop());

const stores = new WeakMap<ProjectStore, HandsStore>();

export function getHandsStore(opened: ProjectStore): HandsStore {
  let store = stores.get(opened);
  if (!store) stores.set(opened, (store = new HandsStore(opened)));
  return store;
}
