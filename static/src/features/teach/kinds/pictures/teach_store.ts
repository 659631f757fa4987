/**
 * What is taught: the classes with their pictures, the training, the test with new pictures. It outlives the view,
 * which comes back as it was left.
 */

import { computed, effect, signal } from '@preact/signals';
import { Burst, listenForHold } from '../../../../components/hold';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import { memoize, recall, remember } from '../../../../lib/storage';
import { say, t } from '../../../../lib/texts';
import type { SkippedFiles, Text } from '../../../../lib/types';
import { getSettings, updateSettings } from '../../../../state/inference_settings';
import type { ProjectStore } from '../../../../state/project_store';
import { engineReady } from '../../../engine/engine_store';
import { findKeptWeights, findShownTest, wasStopped } from '../../../model_files/kept_weights';
import { getModelFiles } from '../../../model_files/model_files';
import * as calls from '../../api';
import { TeachCamera } from '../../camera';
import { nameNewClass } from '../../taught_program';
import { countTraining, TaughtStore } from '../../taught_store';
import { readTeachProgram, type TeachProgram } from './program';
import { TestSession } from './test/test_session';
import { UnsurePictures } from './unsure/unsure_pictures';
import '../../texts';
import '../../../../lib/common_texts';

/** Of one hold, and between two pictures. */
const MAX_HELD = 60;
const GAP_MS = 200;
/** After which the pictures of other devices are shown. */
const TOGETHER_MS = 500;
/** What answers: weights, and what is known of their training. */
export interface TaughtModel {
  path: string;
  /** Other weights at the same path have another one. */
  key: string;
  /** How long the training took; null: it is not known any more. */
  seconds: number | null;
  stopped: boolean;
  /** How many pictures of each part it learned from. */
  pictures?: Record<string, number>;
  /** What the newest run showed is of this training. */
  shown: boolean;
  /** The newest run was stopped before it had left any: these are those of before. */
  older: boolean;
}

export class TeachStore extends TaughtStore<calls.ClassRow, TeachProgram> {
  readonly camera = new TeachCamera();
  readonly active = signal(0);
  private readonly burst = new Burst();
  readonly held = this.burst.held;
  /** Files of the last choice that could not be taken. */
  readonly leftOut = signal<SkippedFiles[]>([]);
  /** It waited for the engine: how long it took says nothing. */
  waited = false;
  readonly test = new TestSession(this);
  readonly unsure = new UnsurePictures(this);
  /** Classes without a picture to learn from: they are not learned. */
  readonly empty = computed(() => (this.classes.value ?? []).filter((one) => !countTraining(one)));
  /** The newest training of the newest run, once it is over with weights; else one whose weights the project has. */
  readonly learned = computed<TaughtModel | null>(() => {
    this.opened.run.results.learned.value;
    const program = this.program.value;
    const last = this.opened.run.results.trainings.at(-1);
    // Another kind may have learned last.
    if (last?.ended?.path && last.began.dataset.path === `data/${program?.set}`) {
      const { path, seconds, reason, seq } = last.ended;
      const { pictures } = last.began.dataset as { pictures?: Record<string, number> };
      return { path, key: `${seq}`, seconds, stopped: reason === 'stopped', pictures, shown: true, older: false };
    }
    const kept = program && findKeptWeights(this.opened, program.backbone, `data/${program.set}`);
    if (!kept) return null;
    const { pictures } = kept.data as { pictures?: Record<string, number> };
    const older = wasStopped(this.opened);
    return { path: kept.path, key: `${kept.modified}`, seconds: null, stopped: false, pictures, shown: false, older };
  });
  /** The result of the newest test of that training. */
  readonly marks = computed(() => findShownTest(this.learned.value, this.opened.run.results.read().findTest('marks')));
  /** Pictures that are there now and were not learned from. */
  readonly unlearned = computed(() => {
    const found = this.learned.value?.pictures;
    return found ? this.total.value - (found.train ?? 0) - (found.val ?? 0) : 0;
  });
  /** What answers has learned in another way than the program says now. */
  readonly otherWay = computed(() => {
    const program = this.program.value;
    if (!program || !this.learned.value?.shown) return false;
    const { model, parameters } = this.opened.run.results.trainings.at(-1)!.began;
    return model !== program.backbone || (parameters.optimizer === 'L-BFGS') !== program.quick;
  });
  /**
   * What the model looks at: what was chosen; else, where pictures are not taken but brought, such pictures. A test
   * takes pictures.
   */
  readonly source = computed(() => {
    if (this.test.turn.value) return 'camera';
    return getSettings(this.opened.id).value.source ?? (this.camera.stream.value ? 'camera' : 'picture');
  });
  private saving: Promise<unknown> = Promise.resolve();
  private coming?: number;

  constructor(opened: ProjectStore) {
    super(opened, readTeachProgram);
    this.follow();
    effect(() => {
      if (opened.changedData.value?.name === this.program.peek()?.set) this.loadSoon();
    });
  }

  /** The view is shown. Returns what leaves it: nothing is taken any more then. */
  enter(): () => void {
    this.camera.attach();
    void this.load();
    const leave = getModelFiles(this.opened).watch();
    return () => {
      leave();
      this.release();
      if (this.test.turn.peek()) void this.test.cancel();
      this.camera.release();
      void api.endInference(this.opened.id).catch(() => undefined);
    };
  }

  async load(): Promise<void> {
    const program = this.program.peek();
    if (!program) return;
    void this.unsure.load();
    try {
      this.show(await calls.fetchClasses(this.opened.id, program.set));
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** Another device collects, too: what it brought is shown a moment later, at the latest. */
  private loadSoon(): void {
    this.coming ??= window.setTimeout(() => {
      this.coming = undefined;
      if (!this.held.peek()) void this.load();
    }, TOGETHER_MS);
  }

  /** More pictures of a class are wanted. */
  async activate(label: string): Promise<void> {
    await this.load();
    const at = (this.classes.peek() ?? []).findIndex(({ name }) => name === label);
    if (at >= 0) this.active.value = at;
  }

  /** The button goes down: the first time the camera is asked for. */
  async press(): Promise<void> {
    if (this.held.peek() || this.test.turn.peek()) return;
    this.burst.begin();
    this.trouble.value = null;
    if (!(await this.camera.open())) return this.burst.end();
    // Who takes pictures will show it more of them.
    if (getSettings(this.opened.id).peek().source === null) updateSettings(this.opened.id, { source: 'camera' });
    this.prepare();
    const take = async () => {
      const label = this.classes.peek()?.[this.active.peek()]?.name;
      return label !== undefined && (await this.takeOne(label, 'train')) !== null;
    };
    await this.burst.run(take, () => GAP_MS, MAX_HELD);
    this.burst.end();
    await this.load();
  }

  release(): void {
    this.burst.end();
  }

  /** 1–9 choose a class, the space bar holds the button that takes pictures. Returns how to stop. */
  listen(): () => void {
    const choose = (at: number) => {
      if (this.classes.peek()?.[at]) this.active.value = at;
    };
    const release = () => this.release();
    return listenForHold({ down: () => void this.press(), release, leave: release, choose });
  }

  /** Files or a drawing become pictures of a class, to learn from or for the test. */
  async addPictures(label: string, pictures: Blob[], split: 'train' | 'test' = 'train'): Promise<void> {
    this.trouble.value = null;
    this.leftOut.value = [];
    const left: SkippedFiles[] = [];
    let trouble: Text | null = null;
    for (const picture of pictures) {
      try {
        await calls.savePicture(this.opened.id, this.set, label, split, picture);
      } catch (error) {
        const why = api.describeError(error);
        if (picture instanceof File) left.push({ name: picture.name, why });
        else trouble = why;
      }
    }
    await this.load();
    this.leftOut.value = left;
    this.trouble.value ??= trouble;
  }

  async addClass(): Promise<void> {
    const names = (this.classes.peek() ?? []).map(({ name }) => name);
    const label = nameNewClass(names);
    if (await this.change({ do: 'add', label })) this.active.value = (this.classes.peek()?.length ?? 1) - 1;
  }

  rename(label: string, to: string): Promise<unknown> {
    return this.change({ do: 'rename', label, to });
  }

  /** Takes a class away, or all of its pictures; for some seconds they can be brought back. */
  async remove(label: string, what: 'remove' | 'empty'): Promise<void> {
    const answer = await this.change({ do: what, label });
    const removed = answer?.removed;
    const told = what === 'empty' ? t('teachEmptied', { name: label }) : t('teachRemoved', { name: label });
    if (removed)
      showToast(told, {
        label: t('undo'),
        run: () => void this.change({ do: 'restore', removed }),
      });
  }

  protected async prepareTraining(): Promise<void> {
    this.release();
    this.waited = !engineReady.peek();
    this.prepare();
    await this.burst.settled;
  }

  /** Seconds that a training of so many pictures took here, in proportion; null when none was measured. */
  estimate(): number | null {
    const known = recall<{ seconds: number; pictures: number } | null>(this.paceKey, null);
    return known && known.seconds * Math.max(1, this.total.value / known.pictures);
  }

  /** Where it is remembered how quick the computer is that trains. */
  private get paceKey(): string {
    const where = this.opened.trainOn.value;
    return where ? `teach:pace:${where}` : 'teach:pace';
  }

  /** Remembers how long a training took. */
  noteDuration(seconds: number): void {
    if (this.total.peek() && !this.waited) remember(this.paceKey, { seconds, pictures: this.total.peek() });
  }

  /** The model will soon be asked. */
  private prepare(): void {
    void api.prepareInference(this.opened.id).catch(() => undefined);
  }

  /** One picture of the camera; it is shown when it is on the disk. Returns its path, null where there was none. */
  async takeOne(label: string, split: 'train' | 'test'): Promise<string | null> {
    const picture = await this.camera.take();
    if (!picture) {
      this.trouble.value = this.camera.trouble.peek();
      return null;
    }
    try {
      const saving = this.save(label, split, picture);
      this.saving = saving;
      return await saving;
    } catch (error) {
      this.trouble.value = api.describeError(error);
      return null;
    }
  }

  private async save(label: string, split: 'train' | 'test', picture: Blob): Promise<string> {
    const { path } = await calls.savePicture(this.opened.id, this.set, label, split, picture);
    this.classes.value = (this.classes.peek() ?? []).map((one) =>
      one.name !== label
        ? one
        : {
            ...one,
            count: one.count + 1,
            tests: one.tests + (split === 'test' ? 1 : 0),
            newest: split === 'train' ? [path, ...one.newest].slice(0, calls.NEWEST) : one.newest,
          },
    );
    return path;
  }

  private async change(change: calls.ClassChange) {
    await this.saving.catch(() => undefined);
    try {
      const answer = await calls.changeClass(this.opened.id, this.set, change);
      this.trouble.value = null;
      this.show(answer.classes);
      void this.opened.loadChoices();
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  }

  show(classes: calls.ClassRow[]): void {
    this.classes.value = classes;
    if (this.active.peek() >= classes.length) this.active.value = Math.max(0, classes.length - 1);
  }

  protected countTraining(row: calls.ClassRow): number {
    return countTraining(row);
  }
}

export const getTeachStore = memoize((opened: ProjectStore) => new TeachStore(opened));
