/** What is taught by movement: the classes, what a sensor feels, the training, and the test by somebody else. */

import { signal } from '@preact/signals';
import * as api from '../../../../lib/api';
import type { MotionClass } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { both, t } from '../../../../lib/texts';
import type { Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import * as motions from '../../../data/samples/motion_api';
import { NEWEST } from '../../api';
import { RecordedStore } from '../../recorded_store';
import { replaceProgram } from '../../taught_program';
import { type MotionProgram, makeMotionProgram, readMotionProgram, type Source, SURE } from './program';
import { LOOKED_AT, Sensor } from './sensor';
import { MotionTest } from './test_session';
import './texts';

/** Of one hold. */
const MAX_HELD = 20;
/** 3, 2, 1. */
const COUNTED = 3;
const COUNT_MS = 450;
/** Between two takes of one hold. */
const PAUSE_MS = 500;
const LOOK_MS = 40;
/** Beyond the two seconds, after which nothing comes any more. */
const PATIENCE_MS = 2_000;

type Removal = Extract<motions.MotionChange, { do: 'remove_take' }>;

export class MotionStore extends RecordedStore<MotionClass, MotionProgram, Removal> {
  readonly sensor = new Sensor();
  readonly held = signal(false);
  /** What the countdown shows; 0: it is recorded now; null: neither. */
  readonly counting = signal<number | null>(null);
  /** What was assumed of files. */
  readonly assumed = signal<Text | null>(null);
  readonly test: MotionTest;
  protected readonly emptied = 'motionEmptied';
  private turn = 0;

  constructor(opened: ProjectStore) {
    super(opened, readMotionProgram, 'motion_classification');
    this.test = new MotionTest(this);
    this.follow();
  }

  /** What feels: as the blocks say; of a board the one on the screen. */
  get source(): Source {
    return this.program.value?.source ?? 'simulated';
  }

  override enter(): () => void {
    const leave = super.enter();
    if (this.source === 'simulated') void this.sensor.open('simulated');
    return () => {
      this.turn++;
      leave();
      this.counting.value = null;
      this.sensor.close();
    };
  }

  protected async loadClasses(): Promise<void> {
    this.show(await motions.fetchMotions(this.opened.id, this.set, NEWEST));
  }

  /** One take, and more as long as it is held. */
  async press(at: number): Promise<void> {
    const label = this.classes.peek()?.[at]?.name;
    if (label === undefined || this.counting.peek() !== null || this.test.turn.peek()) return;
    this.active.value = at;
    this.held.value = true;
    for (let taken = 0; taken < MAX_HELD && (!taken || this.held.peek()); taken++) {
      const felt = await this.record(taken > 0);
      if (!felt || !(await this.keep(label, 'train', felt))) break;
    }
    this.held.value = false;
  }

  release(): void {
    this.held.value = false;
  }

  /** Counts down and records two seconds. again: right after another one. Null: nothing came, or the page was left. */
  async record(again = false): Promise<motions.Readings | null> {
    const turn = this.turn;
    this.trouble.value = null;
    this.counting.value = COUNTED;
    if (!(await this.sensor.open(this.source))) {
      this.counting.value = null;
      return null;
    }
    if (again) await sleep(PAUSE_MS);
    // Whoever has let go meanwhile wants no more.
    if (again && !this.held.peek() && !this.test.turn.peek()) {
      this.counting.value = null;
      return null;
    }
    for (let count = COUNTED; count && !again && turn === this.turn; count--) {
      this.counting.value = count;
      await sleep(COUNT_MS);
    }
    if (turn !== this.turn) return null;
    this.counting.value = 0;
    const [since, end] = [performance.now() / 1000, performance.now() + 1000 * LOOKED_AT + PATIENCE_MS];
    while (turn === this.turn && this.sensor.newest < since + LOOKED_AT && performance.now() < end)
      await sleep(LOOK_MS);
    this.counting.value = null;
    if (turn !== this.turn) return null;
    if (this.sensor.newest >= since + LOOKED_AT) return this.sensor.read(since, LOOKED_AT);
    this.trouble.value = both('motionNoReading');
    return null;
  }

  /** A take becomes a sample. Returns whether it did. */
  async keep(label: string, split: 'train' | 'test', felt: motions.Readings): Promise<boolean> {
    try {
      const { classes } = await motions.keepMotion(this.opened.id, this.set, label, split, felt);
      if (split === 'train') this.stale.value = true;
      this.show(classes);
      return true;
    } catch (error) {
      this.trouble.value = api.describeError(error);
      return false;
    }
  }

  override addFiles(label: string, files: File[]): Promise<void> {
    this.assumed.value = null;
    return super.addFiles(label, files);
  }

  protected async addFile(label: string, file: File): Promise<null> {
    const kept = await motions.keepMotionFile(this.opened.id, this.set, label, file);
    if (kept.assumed && kept.unit !== 'g')
      this.assumed.value = both('motionFileUnit', { file: file.name, unit: kept.unit });
    this.show(kept.classes);
    return null;
  }

  protected async showAdded(): Promise<void> {
    void this.opened.loadChoices();
  }

  /** Something else feels: the blocks open it. */
  async chooseSource(source: Source): Promise<void> {
    const program = this.program.peek();
    if (!program || program.grown || source === program.source || this.opened.run.busy.peek()) return;
    this.sensor.close();
    this.sensor.trouble.value = null;
    await this.write({ source });
    if (source === 'simulated') void this.sensor.open(source);
  }

  override async setThreshold(value: number): Promise<void> {
    if (this.program.peek()?.grown) await super.setThreshold(value);
    else await this.write({ sure: value });
  }

  /** Writes the blocks anew, as they are but for this. */
  private async write(change: { source?: Source; labels?: string[]; sure?: number }): Promise<void> {
    const program = this.program.peek()!;
    const { set, source, labels, threshold } = program;
    const now = { path: `data/${set}`, source: source ?? 'simulated', labels, sure: threshold?.value ?? SURE };
    await replaceProgram(this.opened, makeMotionProgram({ ...now, ...change }));
  }

  removeTake(file: string): Promise<void> {
    return this.takeOut({ do: 'remove_take', file }, t('motionRemoved'));
  }

  protected send(change: motions.MotionChange) {
    return motions.changeMotions(this.opened.id, this.set, change);
  }

  /** Whatever moves has a hat, unless somebody has written more than the page does. */
  protected override async followClasses(): Promise<void> {
    const program = this.program.peek();
    const labels = this.listClasses()
      .filter(({ still }) => !still)
      .map(({ name }) => name);
    if (!program || program.grown || program.labels.join('\n') === labels.join('\n')) return;
    await this.write({ labels });
  }
}

export const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const getMotionStore = memoize((opened: ProjectStore) => new MotionStore(opened));
