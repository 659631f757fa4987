/** What is taught by sounds: the classes, what the microphone hears, the training, and the test in another room. */

import { computed, signal } from '@preact/signals';
import { listenForHold } from '../../../../components/hold';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { SoundClass } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { both, say, t } from '../../../../lib/texts';
import type { SkippedFiles, Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import { getTaught, nameNewClass, replaceProgram } from '../../taught_program';
import { countTraining, FittedStore } from '../../taught_store';
import { TeachMicrophone } from './microphone';
import { makeSoundsProgram, readSoundsProgram, type SoundsProgram } from './program';
import { MAX_HELD, Recording } from './recording';
import { SoundTest } from './test_session';
import './texts';
import '../../texts';
import '../../../data/samples/texts';
import '../../../../lib/common_texts';

/** So many sounds of a class are needed, and so many are better. */
export const MIN_SAMPLES = 8;
export const BETTER = 20;
const RATE = 16_000;

export class SoundStore extends FittedStore<SoundClass, SoundsProgram> {
  readonly microphone = new TeachMicrophone();
  readonly active = signal(0);
  readonly held = signal(false);
  /** Whole seconds of background of this hold. */
  readonly seconds = signal(0);
  /** When the seconds began that this hold has kept, on the clock of the microphone. */
  readonly kept = signal<number[]>([]);
  /** Why the last hold has kept nothing. */
  readonly missed = signal<Text | null>(null);
  readonly leftOut = signal<{ label: string; files: SkippedFiles[] } | null>(null);
  readonly test: SoundTest;
  /** The file that the model is asked about; null: what the microphone hears. */
  readonly file = signal<File | null>(null);
  /** There is background enough. */
  readonly quietKnown = computed(() =>
    this.listClasses().some((one) => one.background && this.countTraining(one) >= this.least),
  );
  override readonly canTrain = computed(() => {
    const filled = this.listClasses().filter((one) => this.countTraining(one) > 0);
    return this.quietKnown.value && this.ready.value.length > 1 && this.ready.value.length === filled.length;
  });
  private recording: Recording | null = null;
  private saving: Promise<unknown> = Promise.resolve();
  private timer = 0;

  constructor(opened: ProjectStore) {
    super(opened, readSoundsProgram, 'sound_classification');
    this.test = new SoundTest(this);
    this.follow();
  }

  override get least(): number {
    return MIN_SAMPLES;
  }

  /** The view is shown. Returns what leaves it. */
  enter(): () => void {
    this.microphone.attach();
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
      this.file.value = null;
      this.microphone.release();
      void api.endInference(this.opened.id).catch(() => undefined);
    };
  }

  protected async loadClasses(): Promise<void> {
    const first = this.classes.peek() === null;
    this.show(await calls.fetchSounds(this.opened.id, this.set));
    if (first) this.active.value = this.findLacking() ?? 0;
  }

  /** The first class of which there is not enough. */
  private findLacking(): number | null {
    const at = this.listClasses().findIndex((one) => this.countTraining(one) < this.least);
    return at < 0 ? null : at;
  }

  /** The button of a card goes down: the first time the microphone is asked for. */
  async press(at: number): Promise<void> {
    const row = this.classes.peek()?.[at];
    if (!row || this.held.peek() || this.recording || this.test.turn.peek() || this.opened.run.busy.peek()) return;
    this.active.value = at;
    this.held.value = true;
    this.trouble.value = this.missed.value = null;
    this.seconds.value = 0;
    this.kept.value = [];
    if (!(await this.microphone.open())) {
      this.held.value = false;
      return;
    }
    // It was let go while the browser asked.
    if (!this.held.peek()) return;
    this.recording = new Recording(
      this.microphone,
      row.background,
      ({ sound }, start) => {
        if (!row.background) this.kept.value = [...this.kept.peek(), start / RATE];
        this.saving = this.saving.then(() => this.save(row.name, sound));
      },
      (seconds) => {
        this.seconds.value = seconds;
      },
    );
    this.timer = window.setTimeout(() => this.release(), 1_000 * MAX_HELD);
  }

  release(): void {
    clearTimeout(this.timer);
    this.held.value = false;
    const { recording } = this;
    if (recording) void this.finish(recording);
  }

  private async finish(recording: Recording): Promise<void> {
    const row = this.classes.peek()?.[this.active.peek()];
    await recording.end();
    if (this.recording !== recording) return;
    this.recording = null;
    await this.saving;
    if (row && !row.background && !recording.found)
      this.missed.value = both(recording.clipped ? 'soundsClipped' : 'soundsQuiet');
    if (row?.background && !this.seconds.peek()) this.missed.value = both('soundsShort');
    const now = this.classes.peek()?.find((one) => one.name === row?.name);
    const lacking = this.findLacking();
    if (now && this.countTraining(now) >= this.least && lacking !== null) this.active.value = lacking;
  }

  private async save(label: string, sound: Blob): Promise<void> {
    try {
      const { paths } = await calls.saveSound(this.opened.id, this.set, label, 'train', sound);
      this.stale.value = true;
      const newest = paths.reverse();
      this.show(
        this.listClasses().map((one) =>
          one.name === label
            ? {
                ...one,
                count: one.count + newest.length,
                newest: [...newest, ...one.newest].slice(0, calls.NEWEST),
              }
            : one,
        ),
      );
      void this.opened.loadChoices();
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** Sounds of files; what is no sound is named. */
  async addFiles(label: string, files: File[]): Promise<void> {
    const left: SkippedFiles[] = [];
    this.leftOut.value = null;
    for (const file of files) {
      try {
        const sound = new Blob([file], { type: 'application/octet-stream' });
        await calls.saveSound(this.opened.id, this.set, label, 'train', sound, file.name);
        this.stale.value = true;
      } catch (error) {
        left.push({ name: file.name, why: api.describeError(error) });
      }
    }
    await this.load();
    this.leftOut.value = left.length ? { label, files: left } : null;
    void this.opened.loadChoices();
  }

  async addClass(): Promise<void> {
    const names = this.listClasses().map(({ name }) => name);
    const heard = this.listClasses().flatMap(({ name, background }) => (background ? [] : [name]));
    const label = nameNewClass(heard);
    if (await this.change({ do: 'add', label })) this.active.value = names.length;
  }

  async rename(label: string, to: string): Promise<unknown> {
    this.stale.value = true;
    const done = await this.change({ do: 'rename', label, to });
    const blocks = this.program.peek()?.heard.filter((one) => one.label === label) ?? [];
    if (done && this.program.peek()?.grown && blocks.length) {
      const canvas = await this.opened.requireCanvas();
      canvas.setFields(blocks.map(({ block }) => ({ block, field: 'value', value: to, kind: null })));
    }
    return done;
  }

  remove(label: string, what: 'remove' | 'empty'): Promise<void> {
    return this.takeOut({ do: what, label }, t(what === 'empty' ? 'soundsEmptied' : 'teachRemoved', { name: label }));
  }

  removeSample(label: string, path: string): Promise<void> {
    return this.takeOut({ do: 'remove_sample', label, path }, t('soundRemoved'));
  }

  /** For some seconds it can be brought back. */
  private async takeOut(change: calls.SoundChange, told: string): Promise<void> {
    const removed = (await this.change(change))?.removed;
    if (!removed) return;
    this.stale.value = true;
    showToast(told, { label: t('undo'), run: () => void this.change({ do: 'restore', removed }) });
  }

  protected override async prepareTraining(): Promise<void> {
    this.release();
    await this.saving;
    // An empty class is not learned: nothing can wait for it.
    await this.writeWaits((one) => this.countTraining(one) > 0);
    await super.prepareTraining();
  }

  override async finishTraining(): Promise<void> {
    if (this.microphone.asked) void this.microphone.open();
    await super.finishTraining();
  }

  /** It stands in the blocks of all sounds that are waited for. */
  override async setThreshold(value: number): Promise<void> {
    const canvas = await this.opened.requireCanvas();
    const blocks = this.program.peek()?.thresholds ?? [];
    canvas.setFields(blocks.map((block) => ({ block, field: 'NUM', value: String(value), kind: null })));
  }

  async change(change: calls.SoundChange) {
    try {
      const answer = await calls.changeSounds(this.opened.id, this.set, change);
      this.show(answer.classes);
      void this.opened.loadChoices();
      await this.writeWaits();
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  }

  /** The blocks wait for the sounds that there are. */
  private async writeWaits(takes: (row: SoundClass) => boolean = () => true): Promise<void> {
    const program = this.program.peek();
    const heard = this.listClasses().filter((one) => !one.background && takes(one));
    const labels = heard.map(({ name }) => name);
    if (!program || program.grown || program.heard.map(({ label }) => label).join('\n') === labels.join('\n')) return;
    await replaceProgram(this.opened, makeSoundsProgram(`data/${program.set}`, labels, program.threshold?.value));
  }

  protected countTraining(row: SoundClass): number {
    return countTraining(row);
  }

  protected countTests({ tests }: SoundClass): number {
    return tests;
  }

  private show(classes: SoundClass[]): void {
    this.classes.value = classes;
    if (this.active.peek() >= classes.length) this.active.value = Math.max(0, classes.length - 1);
    getTaught(this.opened).samples.value = this.total.peek();
  }
}

export const getSoundStore = memoize((opened: ProjectStore) => new SoundStore(opened));
