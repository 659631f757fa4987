/** What the stores of the kinds share: the classes, whether there are samples enough, the training, what answers. */

import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import * as api from '../../lib/api';
import type { TaughtModel } from '../../lib/dataset_types';
import type { EvaluationEvent } from '../../lib/messages';
import type { Text, Workspace } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { ensureTrainingEnabled } from '../project/enable_training';
import * as calls from './api';
import { setThreshold } from './taught_program';

/** So many samples of a class are needed, and so many are better. */
export const MIN_SAMPLES = 5;
export const BETTER = 20;

/** What the blocks of a kind say, as far as it is the same for all. */
export interface TaughtProgram {
  /** The name of the data set's folder. */
  set: string;
  /** The block after the last step of learning. */
  until: string;
  threshold: { block: string } | null;
  blocks: { train?: string };
}

export abstract class TaughtStore<Row extends { name: string }, Program extends TaughtProgram> {
  /** In the order of the cards; null before the first answer. */
  readonly classes = signal<Row[] | null>(null);
  readonly trouble = signal<Text | null>(null);
  /** Train was pressed here: until the run is over, the page shows it as training. */
  readonly training = signal(false);
  readonly program: ReadonlySignal<Program | null>;
  /** Classes that have any samples. */
  readonly filled = computed(() => this.listClasses().filter((one) => this.countTraining(one) > 0));
  /** Classes that have samples enough. */
  readonly ready = computed(() => this.listClasses().filter((one) => this.countTraining(one) >= this.least));
  readonly canTrain = computed(() => this.hasEnough());
  /** Samples to learn from. */
  readonly total = computed(() => this.listClasses().reduce((sum, one) => sum + this.countTraining(one), 0));

  constructor(
    readonly opened: ProjectStore,
    read: (workspace: Workspace) => Program | null,
  ) {
    this.program = computed(() => {
      opened.program.value;
      return read(opened.workspace);
    });
  }

  /** The name of the data set's folder. */
  get set(): string {
    return this.program.peek()!.set;
  }

  /** So many samples of a class are needed. */
  get least(): number {
    return MIN_SAMPLES;
  }

  abstract load(): Promise<void>;

  /** Loads anew whenever the blocks open another data set. */
  protected follow(): void {
    let set = '';
    effect(() => {
      const now = this.program.value?.set ?? '';
      if (now === set) return;
      set = now;
      this.classes.value = null;
      if (now) void this.load();
    });
  }

  /** Saves the program and runs it up to where it answers. */
  async train(): Promise<void> {
    const program = this.program.peek();
    if (!program || this.opened.run.busy.peek()) return;
    this.training.value = true;
    await this.prepareTraining();
    await ensureTrainingEnabled(this.opened, program.blocks.train);
    await this.opened.start({ until: program.until });
    if (!this.opened.run.busy.peek()) this.training.value = false;
  }

  /** Below which share the answer is "I do not know": it stands in the block. */
  setThreshold(value: number): Promise<void> {
    return setThreshold(this.opened, this.program.peek()?.threshold?.block, value);
  }

  protected listClasses(): Row[] {
    return this.classes.value ?? [];
  }

  protected hasEnough(): boolean {
    return this.ready.value.length > 1 && this.ready.value.length === this.filled.value.length;
  }

  /** What must be over before. */
  protected abstract prepareTraining(): Promise<void>;
  /** Samples of a class to learn from. */
  protected abstract countTraining(row: Row): number;
}

/** What answers: its file, and how long its training took; null: that is not known any more. */
export interface FittedModel {
  path: string;
  /** Other weights at the same path have another one. */
  key: string;
  seconds: number | null;
}

/** Of a kind whose model is fitted at once, and tested outside of the program. */
export abstract class FittedStore<Row extends { name: string }, Program extends TaughtProgram> extends TaughtStore<
  Row,
  Program
> {
  /** Samples came or went since the last training of this page. */
  readonly stale = signal(false);
  readonly testing = signal(false);
  private readonly tested = signal<{ key: string; evaluation: EvaluationEvent } | null>(null);
  private readonly taught = signal<TaughtModel[]>([]);
  /** The key of the model that was asked last; null: none was. */
  private asked: string | null = null;
  readonly learned = computed<FittedModel | null>(() => {
    const { run } = this.opened;
    run.results.learned.value;
    const data = `data/${this.program.value?.set}`;
    const last = run.results.trainings.at(-1);
    if (last?.ended?.path && last.began.dataset.path === data) {
      const { path, seconds, seq } = last.ended;
      return { path, key: `${seq}`, seconds };
    }
    if (run.busy.value) return null;
    const kept = this.taught.value.find((one) => one.task === this.task && one.data?.path === data);
    return kept ? { path: kept.path, key: `${kept.modified}`, seconds: null } : null;
  });
  /** What the newest run showed of the training that answers. */
  readonly check = computed(() => {
    const marks = this.opened.run.results.read().findTest('marks');
    return this.learned.value?.seconds != null && marks && marks.split !== 'test' ? marks : null;
  });
  /** The test of what answers, with samples of somebody else. */
  readonly marks = computed(() => {
    const tested = this.tested.value;
    return tested && tested.key === this.learned.value?.key ? tested.evaluation : null;
  });

  protected constructor(
    opened: ProjectStore,
    read: (workspace: Workspace) => Program | null,
    private readonly task: string,
  ) {
    super(opened, read);
  }

  /** The view is shown. Returns what leaves it. */
  enter(): () => void {
    void this.load();
    void api.prepareInference(this.opened.id).catch(() => undefined);
    return () => void api.endInference(this.opened.id).catch(() => undefined);
  }

  async load(): Promise<void> {
    if (!this.program.peek()) return;
    try {
      const [taught] = await Promise.all([calls.fetchTaught(this.opened.id), this.loadClasses()]);
      this.taught.value = taught;
      this.trouble.value = null;
      if (!this.marks.peek()) await this.testAgain();
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** It is over. */
  async finishTraining(): Promise<void> {
    this.training.value = false;
    this.taught.value = await calls.fetchTaught(this.opened.id).catch(() => this.taught.peek());
    await this.testAgain();
  }

  protected override follow(): void {
    super.follow();
    // After a reload the results of the last run may come late: until then nothing answers, or with another key.
    effect(() => {
      const key = this.learned.value?.key;
      const isKnown = key === undefined || key === this.asked;
      if (!isKnown && !this.testing.value && !this.training.peek()) void this.testAgain();
    });
  }

  /** Asks the model that answers about the samples of somebody else. */
  async ask(): Promise<void> {
    const learned = this.learned.peek();
    if (!learned || this.testing.peek()) return;
    this.asked = learned.key;
    this.testing.value = true;
    try {
      const { evaluation } = await calls.testTaught(this.opened.id, learned.path, this.set);
      if (evaluation?.kind === 'marks') this.tested.value = { key: learned.key, evaluation };
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
    this.testing.value = false;
  }

  protected async prepareTraining(): Promise<void> {
    this.stale.value = false;
  }

  private async testAgain(): Promise<void> {
    const ready = this.ready.peek();
    if (ready.length && ready.every((one) => this.countTests(one) > 0)) await this.ask();
  }

  protected abstract loadClasses(): Promise<void>;
  /** Samples of a class that it is tested with. */
  protected abstract countTests(row: Row): number;
}

/** Samples of a class to learn from. */
export const countTraining = ({ count, tests }: { count: number; tests: number }) => count - tests;
