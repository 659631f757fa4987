/** What is taught by sounds: the classes, what the microphone hears, the training, and the test in another room. */

import { computed, signal } from '@preact/signals';
import * as api from '../../../../lib/api';
import type { SoundClass } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { both, t } from '../../../../lib/texts';
import type { Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import { RecordedStore } from '../../recorded_store';
import { nameNewClass, replaceProgram } from '../../taught_program';
import { TeachMicrophone } from './microphone';
import { makeSoundsProgram, readSoundsProgram, type SoundsProgram } from './program';
import { MAX_HELD, Recording } from './recording';
import { SoundTest } from './test_session';
import './texts';
import '../../../data/samples/texts';

/** So many sounds of a class are needed, and so many are better. */
export const MIN_SAMPLES = 8;
export const BETTER = 20;
const RATE = 16_000;

type Removal = Extract<calls.SoundChange, { do: 'remove_sample' }>;

export class SoundStore extends RecordedStore<SoundClass, SoundsProgram, Removal> {
  readonly microphone = new TeachMicrophone();
  readonly held = signal(false);
  /** Whole seconds of background of this hold. */
  readonly seconds = signal(0);
  /** When the seconds began that this hold has kept, on the clock of the microphone. */
  readonly kept = signal<number[]>([]);
  /** Why the last hold has kept nothing. */
  readonly missed = signal<Text | null>(null);
  readonly test: SoundTest;
  protected readonly emptied = 'soundsEmptied';
  /** The file that the model is asked about; null: what the microphone hears. */
  readonly file = signal<File | null>(null);
  /** There is background enough. */
  readonly quietKnown = computed(() =>
    this.listClasses().some((one) => one.background && this.countTraining(one) >= this.least),
  );
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

  override enter(): () => void {
    this.microphone.attach();
    const leave = super.enter();
    return () => {
      leave();
      this.file.value = null;
      this.microphone.release();
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

  /** The first time the microphone is asked for. */
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
      this.showNewest(label, paths.reverse());
      void this.opened.loadChoices();
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  protected async addFile(label: string, file: File): Promise<null> {
    const sound = new Blob([file], { type: 'application/octet-stream' });
    await calls.saveSound(this.opened.id, this.set, label, 'train', sound, file.name);
    return null;
  }

  protected async showAdded(): Promise<void> {
    await this.load();
    void this.opened.loadChoices();
  }

  /** That of background has a name of its own. */
  protected override nameClass(): string {
    return nameNewClass(this.listClasses().flatMap(({ name, background }) => (background ? [] : [name])));
  }

  override async rename(label: string, to: string): Promise<unknown> {
    const done = await super.rename(label, to);
    const blocks = this.program.peek()?.heard.filter((one) => one.label === label) ?? [];
    if (done && this.program.peek()?.grown && blocks.length) {
      const canvas = await this.opened.requireCanvas();
      canvas.setFields(blocks.map(({ block }) => ({ block, field: 'value', value: to, kind: null })));
    }
    return done;
  }

  removeSample(label: string, path: string): Promise<void> {
    return this.takeOut({ do: 'remove_sample', label, path }, t('soundRemoved'));
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

  protected send(change: calls.SoundChange) {
    return calls.changeSounds(this.opened.id, this.set, change);
  }

  protected override followClasses(): Promise<void> {
    return this.writeWaits();
  }

  protected override hasEnough(): boolean {
    return this.quietKnown.value && super.hasEnough();
  }

  /** The blocks wait for the sounds that there are. */
  private async writeWaits(takes: (row: SoundClass) => boolean = () => true): Promise<void> {
    const program = this.program.peek();
    const heard = this.listClasses().filter((one) => !one.background && takes(one));
    const labels = heard.map(({ name }) => name);
    if (!program || program.grown || program.heard.map(({ label }) => label).join('\n') === labels.join('\n')) return;
    await replaceProgram(this.opened, makeSoundsProgram(`data/${program.set}`, labels, program.threshold?.value));
  }
}

export const getSoundStore = memoize((opened: ProjectStore) => new SoundStore(opened));
