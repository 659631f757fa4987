/**
 * What is being collected: the class, the bursts, and how many pictures the studio has on its disk. Nothing else is
 * counted.
 */

import { computed, signal } from '@preact/signals';
import { Burst } from '../../../components/hold';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import { t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import * as calls from './api';
import { getSettings } from './settings';
import './texts';

/** With a countdown nobody holds the button: a burst ends by itself. */
const LONGEST_BURST = 30;
/** Seconds of the countdown. */
export const COUNTED_IN = 3;
const SHOTS = 12;
const SECOND_MS = 1_000;

/** Whoever sees. take: its newest picture, waited for; null when none comes. */
export interface ImageSource {
  take(): Promise<Blob | null>;
}
/** A picture of the newest burst. */
export interface Shot {
  path: string;
  address: string;
}

export class CaptureSession {
  readonly label = signal<string | null>(null);
  readonly phase = signal<'rest' | 'counting' | 'taking'>('rest');
  /** Seconds until the first picture. */
  readonly left = signal(0);
  /** The paths of what the newest burst has brought. */
  readonly burst = signal<string[]>([]);
  readonly shots = signal<Shot[]>([]);
  readonly trouble = signal<Text | null>(null);
  readonly eye = signal<ImageSource | null>(null);
  readonly loaded = signal(false);
  readonly ready = computed(() => this.loaded.value && this.label.value !== null && this.eye.value !== null);
  private readonly known = signal<Record<string, number>>({});
  private readonly added = signal<Record<string, number>>({});
  private readonly settings;
  private readonly hold = new Burst();
  /** Counts up with every picture. */
  private news = 0;
  /** The class of the newest burst. */
  private took = '';
  /** Each class with its number of pictures, in the order of the data set; new ones last. */
  readonly classes = computed(() =>
    [...new Set([...Object.keys(this.known.value), ...Object.keys(this.added.value)])].map((name) => ({
      name,
      count: this.getCount(name),
    })),
  );

  readonly total = computed(() => this.classes.value.reduce((sum, { count }) => sum + count, 0));
  /** Two classes with pictures: enough to learn a difference. */
  readonly taken = computed(() => this.classes.value.filter(({ count }) => count > 0).length > 1);

  constructor(
    private readonly project: string,
    readonly set: string,
    private readonly onTaken: () => void,
  ) {
    this.settings = getSettings(project);
  }

  /** Asks what is on the disk; from then on what is taken here is counted on top of it. */
  async load(): Promise<void> {
    const before = this.news;
    try {
      const classes = await calls.fetchClasses(this.project, this.set);
      // Nobody knows whether a picture that came meanwhile is among them.
      if (before !== this.news) return;
      this.known.value = Object.fromEntries(classes.map(({ name, count }) => [name, count]));
      this.added.value = Object.fromEntries(Object.keys(this.added.peek()).map((name) => [name, 0]));
      this.label.value ??= classes[0]?.name ?? null;
      this.loaded.value = true;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  choose(name: string): void {
    if (!(name in this.known.peek()) && !(name in this.added.peek())) this.count(name, 0);
    this.label.value = name;
    this.trouble.value = null;
  }

  /** The button goes down: a burst begins, or the one that counts by itself ends. */
  press(): void {
    if (this.phase.peek() !== 'rest') return this.settings.peek().countdown ? this.endBurst() : undefined;
    if (!this.ready.peek()) return;
    this.hold.begin();
    void this.take();
  }

  release(): void {
    if (!this.settings.peek().countdown) this.endBurst();
  }

  /** Ends the burst after the picture that is on its way. */
  endBurst(): void {
    this.hold.end();
  }

  /** Brings one picture in, as it is or as the settings want it. Rejects with an ApiError: then it is not counted. */
  async keep(picture: Blob, look?: calls.ImageOptions): Promise<void> {
    const { path } = await calls.saveImage(this.project, this.set, this.took, picture, look);
    this.handleSaved([path]);
    const shots = [...this.shots.peek(), { path, address: URL.createObjectURL(picture) }];
    for (const { address } of shots.splice(0, Math.max(0, shots.length - SHOTS))) URL.revokeObjectURL(address);
    this.shots.value = shots;
  }

  /** The studio did not take a picture, and says why. A name that no class may have is no class. */
  handleError(error: unknown): void {
    const { [this.took]: more, ...others } = this.added.peek();
    this.trouble.value = api.describeError(error);
    if (!(error instanceof api.ApiError) || error.status !== 422 || more !== 0 || this.took in this.known.peek())
      return;
    this.added.value = others;
    this.label.value = this.classes.peek()[0]?.name ?? null;
  }

  /** Pictures of this burst are on the disk. */
  handleSaved(paths: string[]): void {
    this.count(this.took, paths.length);
    this.burst.value = [...this.burst.peek(), ...paths];
  }

  /** What comes from now on is a burst of its own, of the class that is chosen now. */
  begin(): void {
    this.took = this.label.peek() ?? '';
    this.trouble.value = null;
    this.burst.value = [];
    this.forgetShots();
  }

  /** The burst is over; other windows and programs may have taken pictures too. */
  finish(): void {
    void this.load();
    if (this.burst.peek().length) this.onTaken();
  }

  async deleteBurst(): Promise<void> {
    const [label, paths] = [this.took, this.burst.peek()];
    this.begin();
    try {
      const { taken_back } = await calls.deleteImages(this.project, this.set, paths);
      this.count(label, -taken_back);
      showToast(t('colUndone', { n: taken_back }));
    } catch (error) {
      this.burst.value = paths;
      this.trouble.value = api.describeError(error);
    }
    void this.load();
    this.onTaken();
  }

  dispose(): void {
    this.endBurst();
    this.forgetShots();
  }

  private async take(): Promise<void> {
    this.begin();
    try {
      if (this.settings.peek().countdown && !(await this.countIn())) return;
      this.phase.value = 'taking';
      const gap = () => this.settings.peek().interval * SECOND_MS;
      await this.hold.run(() => this.takeOne(), gap, this.settings.peek().countdown ? LONGEST_BURST : Infinity);
    } catch (error) {
      this.handleError(error);
    } finally {
      this.phase.value = 'rest';
      this.finish();
    }
  }

  private async takeOne(): Promise<boolean> {
    const { mirror, square } = this.settings.peek();
    const picture = await this.eye.peek()?.take();
    if (picture) await this.keep(picture, { mirror, square });
    return true;
  }

  /** Counts to the first picture; whether it was not called off. */
  private async countIn(): Promise<boolean> {
    this.phase.value = 'counting';
    for (let left = COUNTED_IN; left && this.hold.held.peek(); left--) {
      this.left.value = left;
      await this.hold.sleep(SECOND_MS);
    }
    return this.hold.held.peek();
  }

  private getCount(name: string): number {
    return (this.known.value[name] ?? 0) + (this.added.value[name] ?? 0);
  }

  private count(name: string, more: number): void {
    this.news++;
    const added = this.added.peek();
    this.added.value = { ...added, [name]: (added[name] ?? 0) + more };
  }

  private forgetShots(): void {
    for (const { address } of this.shots.peek()) URL.revokeObjectURL(address);
    this.shots.value = [];
  }
}
