/** What is taught by points: the classes, what the camera sees, the training, and the test by somebody else. */

import { signal } from '@preact/signals';
import { Burst, listenForHold } from '../../../../components/hold';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { FoundPoints, PointClass } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { both, say, t } from '../../../../lib/texts';
import type { SkippedFiles, Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import { getDatasetStore } from '../../../data/store';
import type { InferenceRequest } from '../../../inference/inference_session';
import { askLive } from '../../../inference/live_loop';
import * as calls from '../../api';
import { TeachCamera } from '../../camera';
import { getTaught, nameFirstClasses, nameNewClass, replaceProgram } from '../../taught_program';
import { countTraining, FittedStore } from '../../taught_store';
import { type HandsProgram, makeHandsProgram, readHandsProgram, type What } from './program';
import { HandsTest, makeGroup } from './test_session';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

/** Of one hold, and between two samples. */
const MAX_HELD = 60;
const GAP_MS = 200;
/** Pixels of a picture in which there is nothing. */
const SMALL = 64;

export class HandsStore extends FittedStore<PointClass, HandsProgram> {
  readonly camera = new TeachCamera();
  readonly active = signal(0);
  private readonly burst = new Burst();
  readonly held = this.burst.held;
  /** What the camera saw last, where no model answers. */
  readonly seen = signal<FoundPoints | null>(null);
  /** Looks a second. */
  readonly rate = signal(0);
  /** The newest frame of a hold was not taken: nothing was seen in it. */
  readonly missed = signal<Text | null>(null);
  readonly leftOut = signal<{ label: string; files: SkippedFiles[] } | null>(null);
  /** The test by somebody else. */
  readonly test: HandsTest;
  private last = 0;
  private warmed = false;

  constructor(opened: ProjectStore) {
    super(opened, readHandsProgram, 'points_classification');
    this.test = new HandsTest(this);
    this.follow();
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

  protected async loadClasses(): Promise<void> {
    this.show(await calls.fetchPoints(this.opened.id, this.set));
    void this.warm();
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
    const ask = async ({ picture }: InferenceRequest) => {
      if (this.held.peek() || this.test.taking.peek()) return;
      const frame = await picture();
      if (frame) await this.find(frame, '', '').catch(() => undefined);
    };
    return askLive({ trouble: this.trouble, ask }, this.camera, () => 1);
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
    await this.burst.run(take, () => GAP_MS, MAX_HELD);
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
    this.stale.value = true;
    await replaceProgram(this.opened, makeHandsProgram(`data/${program.set}`, program.what, mirrored));
  }

  async addClass(): Promise<void> {
    const names = (this.classes.peek() ?? []).map(({ name }) => name);
    const label = nameNewClass(names);
    if (await this.change({ do: 'add', label, what: this.what })) this.active.value = names.length;
  }

  rename(label: string, to: string): Promise<unknown> {
    this.stale.value = true;
    return this.change({ do: 'rename', label, to, what: this.what });
  }

  remove(label: string, what: 'remove' | 'empty'): Promise<void> {
    const change = what === 'empty' ? { do: what, label, what: this.what } : { do: what, label };
    return this.takeOut(change, t(what === 'empty' ? 'handsEmptied' : 'teachRemoved', { name: label }));
  }

  removeSample(label: string, row: number, points: number[][]): Promise<void> {
    return this.takeOut({ do: 'remove_sample', label, row, points }, t('handsRemoved'));
  }

  /** For some seconds it can be brought back. */
  private async takeOut(change: calls.PointChange, told: string): Promise<void> {
    const removed = (await this.change(change))?.removed;
    if (!removed) return;
    this.stale.value = true;
    showToast(told, { label: t('undo'), run: () => void this.change({ do: 'restore', removed }) });
  }

  protected override async prepareTraining(): Promise<void> {
    this.release();
    await this.burst.settled;
    await super.prepareTraining();
  }

  override async finishTraining(): Promise<void> {
    if (this.camera.asked) void this.camera.open();
    await super.finishTraining();
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

  protected countTraining(row: PointClass): number {
    return countTraining(row);
  }

  protected countTests({ tests }: PointClass): number {
    return tests;
  }

  private show(classes: PointClass[]): void {
    this.classes.value = classes;
    if (this.active.peek() >= classes.length) this.active.value = Math.max(0, classes.length - 1);
    getTaught(this.opened).samples.value = this.total.peek();
  }
}

const rowOf = (path: string) => Number(path.split('/').pop());

export const getHandsStore = memoize((opened: ProjectStore) => new HandsStore(opened));
