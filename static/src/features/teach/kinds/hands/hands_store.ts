/** What is taught by points: the classes, what the camera sees, the training, and the test by somebody else. */

import { signal } from '@preact/signals';
import { Burst } from '../../../../components/hold';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { FoundPoints, PointClass } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { both, say, t } from '../../../../lib/texts';
import type { Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import { getDatasetStore } from '../../../data/store';
import type { InferenceRequest } from '../../../inference/inference_session';
import { askLive } from '../../../inference/live_loop';
import * as calls from '../../api';
import { TeachCamera } from '../../camera';
import { type RecordedChange, RecordedStore } from '../../recorded_store';
import { nameFirstClasses, replaceProgram } from '../../taught_program';
import { type HandsProgram, makeHandsProgram, readHandsProgram, type What } from './program';
import { HandsTest, makeGroup } from './test_session';
import './texts';

/** Of one hold, and between two samples. */
const MAX_HELD = 60;
const GAP_MS = 200;
/** Pixels of a picture in which there is nothing. */
const SMALL = 64;

type Removal = Extract<calls.PointChange, { do: 'remove_sample' }>;

export class HandsStore extends RecordedStore<PointClass, HandsProgram, Removal> {
  readonly camera = new TeachCamera();
  private readonly burst = new Burst();
  readonly held = this.burst.held;
  /** What the camera saw last, where no model answers. */
  readonly seen = signal<FoundPoints | null>(null);
  /** Looks a second. */
  readonly rate = signal(0);
  /** The newest frame of a hold was not taken: nothing was seen in it. */
  readonly missed = signal<Text | null>(null);
  readonly test: HandsTest;
  protected readonly emptied = 'handsEmptied';
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

  override enter(): () => void {
    this.camera.attach();
    const leave = super.enter();
    return () => {
      leave();
      this.camera.release();
      this.seen.value = null;
      this.warmed = false;
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

  /** The first time the camera is asked for. */
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
      this.showNewest(label, [{ row: rowOf(found.path), points: found.points }]);
    }
    return found;
  }

  private countRate(): void {
    const now = performance.now();
    const rate = 1000 / Math.max(1, now - this.last);
    this.rate.value = this.last ? this.rate.peek() + 0.2 * (rate - this.rate.peek()) : 0;
    this.last = now;
  }

  protected async addFile(label: string, file: File): Promise<Text | null> {
    const asked = { what: this.what, label, split: 'train' as const, group: '' };
    const found = await calls.findPoints(this.opened.id, this.set, asked, file);
    return found.seen ? null : (found.why ?? both('handsNone_hand'));
  }

  protected showAdded(): Promise<void> {
    return this.load();
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

  removeSample(label: string, row: number, points: number[][]): Promise<void> {
    return this.takeOut({ do: 'remove_sample', label, row, points }, t('handsRemoved'));
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

  protected async send(change: RecordedChange<Removal>) {
    const asked = this.complete(change);
    await this.burst.settled;
    return calls.changePoints(this.opened.id, this.set, asked);
  }

  /** Some changes say what is looked at. */
  private complete(change: RecordedChange<Removal>): calls.PointChange {
    switch (change.do) {
      case 'add':
      case 'empty':
      case 'rename':
        return { ...change, what: this.what };
      default:
        return change;
    }
  }
}

const rowOf = (path: string) => Number(path.split('/').pop());

export const getHandsStore = memoize((opened: ProjectStore) => new HandsStore(opened));
