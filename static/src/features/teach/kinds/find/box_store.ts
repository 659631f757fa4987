/**
 * Own pictures for finding things: taken here, boxed here, counted as they lie on the disk. One for each visit of the
 * page: what it shows is in the data set.
 */

import { computed, effect, signal } from '@preact/signals';
import { Burst } from '../../../../components/hold';
import * as api from '../../../../lib/api';
import type { Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import { fetchStatistics } from '../../../data/api';
import { saveImage } from '../../../data/capture/api';
import { getLabelingStore, type LabelingStore } from '../../../data/labeling/state/labeling_store';
import type { DatasetStore } from '../../../data/store';
import { findBoxTask } from '../../../guide/program';
import { TeachCamera } from '../../camera';

/** Pictures with boxes that are needed, and how many are better; boxes of a class that has any. */
export const MIN_BOXED = 5;
export const BETTER_BOXED = 10;
export const MIN_BOXES = 5;
/** Of one hold, and between two pictures: time to move the things. */
const MAX_HELD = 60;
const GAP_MS = 1_000;

export class BoxStore {
  readonly opened: ProjectStore;
  readonly camera = new TeachCamera();
  readonly labeling: LabelingStore;
  /** What the stage shows: the camera, or the picture that is boxed. */
  readonly shows = signal<'camera' | 'picture'>('camera');
  /** Pictures of the newest hold. */
  readonly taken = signal(0);
  readonly trouble = signal<Text | null>(null);
  /** Files that could not be taken, by their names. */
  readonly refused = signal<{ name: string; why: Text }[]>([]);
  private counting: Promise<void> = Promise.resolve();
  private readonly burst = new Burst();
  readonly held = this.burst.held;
  /** Boxes of each class, as they are known. */
  readonly counts = computed(() =>
    this.labeling.list.classes.value.map(({ name }) => ({ name, count: this.things.value?.[name] ?? 0 })),
  );
  /** null: nobody has counted yet. */
  private readonly things = signal<Record<string, number> | null>(null);
  readonly counted = computed(() => this.things.value !== null);
  readonly boxed = computed(() => this.labeling.list.labeled.value);
  readonly ready = computed(() => {
    const used = this.counts.value.filter(({ count }) => count > 0);
    return this.boxed.value >= MIN_BOXED && used.length > 0 && used.every(({ count }) => count >= MIN_BOXES);
  });

  constructor(
    readonly data: DatasetStore,
    readonly set: string,
  ) {
    this.opened = data.opened;
    this.labeling = getLabelingStore(data, set, findBoxTask());
  }

  /** The page is shown. Returns what leaves it. */
  enter(): () => void {
    this.camera.attach();
    void this.showFirst();
    // The counts of the classes are the server's: asked for whenever something new lies on its disk.
    const stop = effect(() => {
      if (this.labeling.saver.state.value === 'saved' && this.labeling.picture.peek()) this.recount();
    });
    return () => {
      stop();
      this.release();
      this.camera.release();
      void this.labeling.leave();
    };
  }

  /** One after the other: the newest answer is the last. */
  private recount(): void {
    this.counting = this.counting.then(() => this.count()).catch(() => undefined);
  }

  private async count(): Promise<void> {
    await this.labeling.refreshList();
    const { boxes } = await fetchStatistics(this.opened.id, this.set);
    this.things.value = Object.fromEntries(boxes.by_class.map(({ name, count }) => [name, count]));
  }

  private async showFirst(): Promise<void> {
    await this.labeling.enter(null);
    if (!this.labeling.picture.peek()) {
      this.things.value ??= {};
      return;
    }
    this.shows.value = 'picture';
    this.recount(); // of before a reload, too
  }

  /** The button goes down. A camera that was off shows first what it sees. */
  async press(): Promise<void> {
    if (this.held.peek()) return;
    this.burst.begin();
    this.trouble.value = null;
    this.taken.value = 0;
    const off = this.camera.stream.peek() === null;
    this.shows.value = 'camera';
    if (!(await this.camera.open())) return this.burst.end();
    if (off) await this.burst.sleep(GAP_MS);
    if (off && !this.held.peek()) return;
    const paths: string[] = [];
    await this.burst.run(
      () => this.takeOne(paths),
      () => GAP_MS,
      MAX_HELD,
    );
    this.burst.end();
    await this.showTaken(paths);
  }

  release(): void {
    this.burst.end();
  }

  /** Files become pictures to be boxed. */
  async addFiles(files: Blob[]): Promise<void> {
    this.trouble.value = null;
    this.refused.value = [];
    const paths: string[] = [];
    for (const file of files) {
      try {
        paths.push((await saveImage(this.opened.id, this.set, '', file)).path);
      } catch (error) {
        const name = file instanceof File ? file.name : '';
        this.refused.value = [...this.refused.peek(), { name, why: api.describeError(error) }];
      }
    }
    await this.showTaken(paths);
  }

  /** Opens a picture that is there. */
  async open(path: string): Promise<void> {
    this.shows.value = 'picture';
    await this.labeling.open(path);
  }

  private async takeOne(paths: string[]): Promise<boolean> {
    const picture = await this.camera.take();
    if (!picture) {
      this.trouble.value = this.camera.trouble.peek();
      return false;
    }
    try {
      paths.push((await saveImage(this.opened.id, this.set, '', picture)).path);
      this.taken.value = paths.length;
      return true;
    } catch (error) {
      this.trouble.value = api.describeError(error);
      return false;
    }
  }

  /** The picture that is waiting for its boxes is boxed next, else the first of the new ones. */
  private async showTaken([first]: string[]): Promise<void> {
    if (!first) return;
    const waiting = this.labeling.objects.peek().length === 0 && this.labeling.picture.peek()?.path;
    await this.data.load(this.set);
    await this.labeling.list.load().catch(() => undefined);
    await this.open(waiting || first);
  }
}
