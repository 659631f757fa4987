/** What is taught with sentences: the classes, the training, the test by another writer. It outlives the view. */

import { signal } from '@preact/signals';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { SentenceClass, TableSentence } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { say, t } from '../../../../lib/texts';
import type { SkippedFiles, Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import { getTaught, nameNewClass } from '../../taught_program';
import { FittedStore } from '../../taught_store';
import { type ReadFile, readSentenceFile } from './file_reading';
import { readTextProgram, type TextProgram } from './program';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

/** So many sentences of each class make a test. */
export const TESTED = 5;

/** Which class another writer writes for, and the sentences so far. */
export interface WritingTurn {
  label: string;
  written: Record<string, string[]>;
}

export class TextStore extends FittedStore<SentenceClass, TextProgram> {
  /** Sentences that stand in two classes. */
  readonly torn = signal<ReadonlySet<string>>(new Set());
  /** What the last change could not take, and how much more. */
  readonly leftOut = signal<{ label: string; files: SkippedFiles[]; count: number } | null>(null);
  readonly turn = signal<WritingTurn | null>(null);

  constructor(opened: ProjectStore) {
    super(opened, readTextProgram, 'text_classification');
    this.follow();
  }

  override enter(): () => void {
    const leave = super.enter();
    return () => {
      this.turn.value = null;
      leave();
    };
  }

  protected async loadClasses(): Promise<void> {
    const { classes, torn } = await calls.fetchSentences(this.opened.id, this.set);
    this.show(classes, torn);
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
    this.stale.value = true;
    return this.change({ do: 'rename_class', label, to });
  }

  async removeClass(label: string, what: 'remove_class' | 'empty_class'): Promise<void> {
    const answer = await this.change({ do: what, label });
    this.stale.value = true;
    this.offerUndo(answer?.removed, t(what === 'empty_class' ? 'textEmptied' : 'teachRemoved', { name: label }));
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
    await this.ask();
  }

  protected countTraining(row: SentenceClass): number {
    return countTraining(row);
  }

  protected countTests({ sentences }: SentenceClass): number {
    return sentences.filter(({ split }) => split === 'test').length;
  }

  private offerUndo(removed: Parameters<typeof this.restore>[0] | null | undefined, told: string): void {
    if (removed) showToast(told, { label: t('undo'), run: () => void this.restore(removed) });
  }

  private restore(removed: Extract<calls.SentenceChange, { do: 'restore' }>['removed']) {
    return this.change({ do: 'restore', removed });
  }

  private async change(change: calls.SentenceChange) {
    try {
      const answer = await calls.changeSentences(this.opened.id, this.set, change);
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

export const getTextStore = memoize((opened: ProjectStore) => new TextStore(opened));
