/** What is taught with sentences: the classes, the training, the test by another writer. It outlives the view. */

import { computed, effect, signal } from '@preact/signals';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { SentenceClass, TableSentence, TaughtModel } from '../../../../lib/dataset_types';
import type { EvaluationEvent } from '../../../../lib/messages';
import { say, t } from '../../../../lib/texts';
import type { SkippedFiles, Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import { ensureTrainingEnabled } from '../../../project/enable_training';
import * as calls from '../../api';
import { getTaught, nameNewClass, setThreshold } from '../../taught_program';
import { type ReadFile, readSentenceFile } from './file_reading';
import { readTextProgram } from './program';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

/** So many sentences of a class are needed, and so many are better; so many of each make a test. */
export const LEAST = 5;
export const BETTER = 20;
export const TESTED = 5;

export interface TaughtText {
  path: string;
  /** Other weights at the same path have another one. */
  key: string;
  /** How long the training took; null: it is not known any more. */
  seconds: number | null;
  classes: string[];
}

/** Which class another writer writes for, and the sentences so far. */
export interface WritingTurn {
  label: string;
  written: Record<string, string[]>;
}

export class TextStore {
  /** In the order of the cards; null before the first answer. */
  readonly classes = signal<SentenceClass[] | null>(null);
  /** Sentences that stand in two classes. */
  readonly torn = signal<ReadonlySet<string>>(new Set());
  readonly trouble = signal<Text | null>(null);
  /** What the last change could not take, and how much more. */
  readonly leftOut = signal<{ label: string; files: SkippedFiles[]; count: number } | null>(null);
  readonly training = signal(false);
  readonly program;
  readonly turn = signal<WritingTurn | null>(null);
  readonly testing = signal(false);
  private readonly tested = signal<{ key: string; evaluation: EvaluationEvent } | null>(null);
  private readonly taught = signal<TaughtModel[]>([]);
  /** Sentences came or went since the last training of this page. */
  readonly stale = signal(false);
  readonly ready = computed(() => this.listClasses().filter((one) => countTraining(one) >= LEAST));
  readonly canTrain = computed(
    () =>
      this.ready.value.length > 1 &&
      this.listClasses().every((one) => !countTraining(one) || countTraining(one) >= LEAST),
  );
  readonly total = computed(() => this.listClasses().reduce((sum, one) => sum + countTraining(one), 0));
  readonly learned = computed<TaughtText | null>(() => {
    const { run } = this.opened;
    run.results.learned.value;
    const data = `data/${this.program.value?.set}`;
    const last = run.results.trainings.at(-1);
    if (last?.ended?.path && last.began.dataset.path === data) {
      const { path, seconds, seq } = last.ended;
      return { path, key: `${seq}`, seconds, classes: last.began.dataset.classes };
    }
    if (run.busy.value) return null;
    const kept = this.taught.value.find((one) => one.task === 'text_classification' && one.data?.path === data);
    return kept ? { path: kept.path, key: `${kept.modified}`, seconds: null, classes: kept.classes } : null;
  });
  /** What the newest run showed of the training that answers. */
  readonly check = computed(() => {
    const learned = this.learned.value;
    const marks = this.opened.run.results.read().findTest('marks');
    return learned?.seconds != null && marks && marks.split !== 'test' ? marks : null;
  });
  /** The test of what answers, by another writer. */
  readonly marks = computed(() => {
    const tested = this.tested.value;
    return tested && tested.key === this.learned.value?.key ? tested.evaluation : null;
  });

  constructor(readonly opened: ProjectStore) {
    this.program = computed(() => {
      opened.program.value;
      return readTextProgram(opened.workspace);
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

  /** The view is shown. Returns what leaves it. */
  enter(): () => void {
    void this.load();
    void api.prepareInference(this.opened.id).catch(() => undefined);
    return () => {
      this.turn.value = null;
      void api.endInference(this.opened.id).catch(() => undefined);
    };
  }

  async load(): Promise<void> {
    const program = this.program.peek();
    if (!program) return;
    try {
      const [{ classes, torn }, taught] = await Promise.all([
        calls.fetchSentences(this.opened.id, program.set),
        calls.fetchTaught(this.opened.id),
      ]);
      this.taught.value = taught;
      this.show(classes, torn);
      this.trouble.value = null;
      if (this.learned.peek() && !this.marks.peek() && this.hasTest()) void this.test();
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** Keeps texts as sentences of a class. Returns whether all of them are kept. */
  async add(label: string, texts: string[]): Promise<boolean> {
    this.leftOut.value = null;
    const answer = await this.change({ do: 'add', label, texts, split: 'train' });
    if (answer?.left) this.leftOut.value = { label, files: answer.left_out, count: answer.left };
    if (answer?.kept) this.stale.value = true;
    return answer !== null && !answer.left;
  }

  /** Takes the sentences of a file: of a class, or of the classes that it names itself. */
  async addFile(label: string, file: File): Promise<void> {
    this.leftOut.value = null;
    let found: ReadFile;
    try {
      found = await readSentenceFile(file);
    } catch (error) {
      this.leftOut.value = { label, files: [{ name: file.name, why: error as Text }], count: 1 };
      return;
    }
    if (found.lines) {
      await this.add(label, found.lines);
      return;
    }
    for (const [name, texts] of found.classes) {
      if (!this.listClasses().some((one) => one.name === name)) await this.change({ do: 'add_class', label: name });
      await this.add(name, texts);
    }
  }

  async remove({ row, text }: TableSentence): Promise<void> {
    const answer = await this.change({ do: 'remove', row, text });
    this.stale.value = true;
    this.offerUndo(answer?.removed, t('textRemoved'));
  }

  async rewrite(label: string, { row, text }: TableSentence, to: string): Promise<boolean> {
    this.stale.value = true;
    return (await this.change({ do: 'change', row, text, to, label })) !== null;
  }

  async addClass(): Promise<void> {
    const names = this.listClasses().map(({ name }) => name);
    await this.change({ do: 'add_class', label: nameNewClass(names) });
  }

  rename(label: string, to: string): Promise<unknown> {
    this.stale.value ||= this.learned.peek() !== null;
    return this.change({ do: 'rename_class', label, to });
  }

  async removeClass(label: string, what: 'remove_class' | 'empty_class'): Promise<void> {
    const answer = await this.change({ do: what, label });
    this.stale.value = true;
    this.offerUndo(answer?.removed, t(what === 'empty_class' ? 'textEmptied' : 'teachRemoved', { name: label }));
  }

  /** Saves the program and runs it up to where it asks. */
  async train(): Promise<void> {
    const program = this.program.peek();
    if (!program || this.opened.run.busy.peek()) return;
    this.training.value = true;
    this.stale.value = false;
    await ensureTrainingEnabled(this.opened, program.blocks.learn);
    await this.opened.start({ until: program.until });
    if (!this.opened.run.busy.peek()) this.training.value = false;
  }

  /** It is over. */
  async finishTraining(): Promise<void> {
    this.training.value = false;
    this.taught.value = await calls.fetchTaught(this.opened.id).catch(() => this.taught.peek());
    if (this.learned.peek() && this.hasTest()) await this.test();
  }

  beginTest(): void {
    const labels = this.ready.peek().map(({ name }) => name);
    if (labels.length)
      this.turn.value = { label: labels[0], written: Object.fromEntries(labels.map((one) => [one, []])) };
  }

  /** One sentence more of another writer. The last one ends the test. */
  async write(text: string): Promise<void> {
    const turn = this.turn.peek();
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const said = lines.filter(Boolean);
    if (!turn || !said.length) return;
    const written = { ...turn.written, [turn.label]: [...turn.written[turn.label], ...said].slice(0, TESTED) };
    const open = Object.keys(written).find((label) => written[label].length < TESTED);
    this.turn.value = { label: open ?? turn.label, written };
    if (open) return;
    this.turn.value = null;
    for (const [label, texts] of Object.entries(written)) {
      await this.change({ do: 'empty_test', label });
      await this.change({ do: 'add', label, texts, split: 'test' });
    }
    await this.test();
  }

  /** Asks the model that answers about the sentences of another writer. */
  async test(): Promise<void> {
    const learned = this.learned.peek();
    if (!learned || this.testing.peek()) return;
    this.testing.value = true;
    try {
      const { evaluation } = await calls.testTaught(this.opened.id, learned.path, this.program.peek()!.set);
      this.tested.value = { key: learned.key, evaluation };
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
    this.testing.value = false;
  }

  /** Below which share the answer is "I do not know": it stands in the block. */
  setThreshold(value: number): Promise<void> {
    return setThreshold(this.opened, this.program.peek()?.threshold?.block, value);
  }

  /** A sentence of the set by its number in the table. */
  findSentence(row: number): string {
    const all = this.listClasses().flatMap(({ sentences }) => sentences);
    return all.find((one) => one.row === row)?.text ?? '';
  }

  private hasTest(): boolean {
    return this.ready.peek().every(({ sentences }) => sentences.some(({ split }) => split === 'test'));
  }

  private listClasses(): SentenceClass[] {
    return this.classes.value ?? [];
  }

  private offerUndo(removed: Parameters<typeof this.restore>[0] | null | undefined, told: string): void {
    if (removed) showToast(told, { label: t('undo'), run: () => void this.restore(removed) });
  }

  private restore(removed: Extract<calls.SentenceChange, { do: 'restore' }>['removed']) {
    return this.change({ do: 'restore', removed });
  }

  private async change(change: calls.SentenceChange) {
    try {
      const answer = await calls.changeSentences(this.opened.id, this.program.peek()!.set, change);
      this.trouble.value = null;
      this.show(answer.classes, answer.torn);
      if ('label' in change && change.do !== 'add') void this.opened.loadChoices();
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  }

  private show(classes: SentenceClass[], torn: string[]): void {
    this.classes.value = classes;
    this.torn.value = new Set(torn);
    getTaught(this.opened).samples.value = this.total.peek();
  }
}

/** Sentences of a class to learn from. */
export const listTraining = ({ sentences }: SentenceClass) => sentences.filter(({ split }) => split !== 'test');
export const countTraining = (one: SentenceClass) => listTraining(one).length;

const stores = new WeakMap<ProjectStore, TextStore>();

export function getTextStore(opened: ProjectStore): TextStore {
  let store = stores.get(opened);
  if (!store) stores.set(opened, (store = new TextStore(opened)));
  return store;
}
