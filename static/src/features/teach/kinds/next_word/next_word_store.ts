/** The texts of the next-word machine, what it counted, and the words that it has written. It outlives the view. */

import { computed, effect, signal } from '@preact/signals';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { NextWords, TextFile, ThrownDie } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import { say, t } from '../../../../lib/texts';
import type { Text } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import { getTaught, replaceProgram } from '../../taught_program';
import { cutText, tellCut } from '../word_cuts';
import { makeNextWordProgram, readNextWordProgram } from './program';
import './texts';
import '../../../../lib/common_texts';

/** Words and marks of a text before anything is worth rolling for. */
export const MIN_WORDS = 30;
export const SAMPLES = ['tang_poems', 'little_stories_zh', 'fables_en'] as const;

export class NextWordStore {
  readonly program;
  /** Those that the program counts; null before the first answer. */
  readonly texts = signal<TextFile[] | null>(null);
  readonly shown = signal(0);
  readonly words = signal<string[]>([]);
  /** Of each word: where the die fell; null where none was thrown. */
  readonly thrown = signal<(ThrownDie | null)[]>([]);
  readonly found = signal<NextWords | null>(null);
  /** The word that is asked about. */
  readonly asked = signal<number | null>(null);
  readonly trouble = signal<Text | null>(null);
  readonly busy = signal(false);
  readonly ready = computed(() => (this.found.value?.counted ?? 0) >= MIN_WORDS);
  private turn: Promise<unknown> = Promise.resolve();

  constructor(readonly opened: ProjectStore) {
    this.program = computed(() => {
      opened.program.value;
      return readNextWordProgram(opened.workspace);
    });
    let before = '';
    effect(() => {
      const { paths = [], order = 0 } = this.program.value ?? {};
      const now = JSON.stringify([paths, order]);
      if (now === before) return;
      before = now;
      if (order) void this.load();
    });
  }

  /** The view is shown. Returns what leaves it. */
  enter(): () => void {
    void this.load();
    return () => void api.endInference(this.opened.id).catch(() => undefined);
  }

  async load(): Promise<void> {
    const paths = this.program.peek()?.paths ?? [];
    try {
      const all = await calls.fetchTexts(this.opened.id);
      this.texts.value = paths.flatMap((path) => all.filter((one) => one.path === path));
      getTaught(this.opened).samples.value = this.texts.value.length;
      this.shown.value = Math.min(this.shown.peek(), Math.max(0, this.texts.value.length - 1));
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
    await this.restart();
  }

  /** Keeps a text, mixed with those that are there. */
  async add(text: { text: string } | { sample: string }): Promise<void> {
    try {
      const { path } = await calls.saveText(this.opened.id, { ...text, name: t('nextName') });
      this.shown.value = this.texts.peek()?.length ?? 0;
      await this.write({ paths: [...(this.program.peek()?.paths ?? []), path] });
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  /** Takes a text away; its file stays until the program counts it no more. */
  async remove(path: string): Promise<void> {
    await this.write({ paths: (this.program.peek()?.paths ?? []).filter((one) => one !== path) });
    await calls.removeText(this.opened.id, path).catch(() => undefined);
  }

  /** Makes one word of some Chinese characters, wherever they stand in the texts, or cuts them apart. */
  async cut(characters: string, joined: boolean): Promise<void> {
    const before = this.texts.peek() ?? [];
    const cut = before.map((one) => ({ ...one, text: cutText(one.text, { characters, joined }) }));
    await this.keep(cut);
    tellCut({ characters, joined }, () => void this.keep(before));
  }

  private async keep(texts: TextFile[]): Promise<void> {
    try {
      for (const one of texts) await calls.saveText(this.opened.id, { ...one, name: '' });
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    await this.load();
  }

  setOrder(order: number): Promise<void> {
    return this.write({ order });
  }

  setBoldness(boldness: number): Promise<void> {
    return this.write({ boldness });
  }

  /** Throws the die so many times. */
  roll(count: number): Promise<void> {
    this.asked.value = null;
    return this.ask(count, null);
  }

  explain(at: number): Promise<void> {
    this.asked.value = at;
    return this.ask(0, at);
  }

  restart(): Promise<void> {
    this.words.value = [];
    this.thrown.value = [];
    this.asked.value = null;
    return this.ask(0, null);
  }

  /** One request after the other: each goes on with the words of the one before. */
  private ask(count: number, why: number | null): Promise<void> {
    const asked = this.turn.then(() => this.send(count, why));
    this.turn = asked;
    return asked;
  }

  private async send(count: number, why: number | null): Promise<void> {
    const program = this.program.peek();
    const paths = this.texts.peek()?.map(({ path }) => path) ?? [];
    if (!program || !paths.length) {
      this.found.value = null;
      return;
    }
    this.busy.value = true;
    const { order, boldness: temperature } = program;
    try {
      const words = this.words.peek();
      const found = await calls.goOnWithWords(this.opened.id, { paths, order, words, count, temperature, why });
      this.found.value = found;
      this.words.value = found.words;
      this.thrown.value = [...this.thrown.peek(), ...found.thrown].slice(0, found.words.length);
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
    this.busy.value = false;
  }

  /** What the blocks say from now on. */
  private async write(change: Partial<Parameters<typeof makeNextWordProgram>[0]>): Promise<void> {
    const program = this.program.peek();
    if (!program || program.grown) return;
    await replaceProgram(this.opened, makeNextWordProgram({ ...program, ...change }));
  }
}

export const getNextWordStore = memoize((opened: ProjectStore) => new NextWordStore(opened));
