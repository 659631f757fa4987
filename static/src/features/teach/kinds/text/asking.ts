/**
 * Asks a text model about a sentence while it is typed, and again without the words that were struck out. Words that
 * were cut badly are joined or cut apart by hand, in every sentence from then on.
 */

import { signal } from '@preact/signals';
import * as api from '../../../../lib/api';
import type { TestedWord, TextAnswer } from '../../../../lib/dataset_types';
import { recall, remember } from '../../../../lib/storage';
import type { Text } from '../../../../lib/types';
import * as calls from '../../api';
import { cutText, stripCuts, type WordCut } from '../word_cuts';

/** After the last key. */
const PAUSE_MS = 150;
/** The newest of them count. */
const MAX_CUTS = 200;

export class TextAsking {
  readonly text = signal('');
  /** Of the whole sentence. */
  readonly answer = signal<(TextAnswer & { text: string }) | null>(null);
  /** Where the words begin that are left out. */
  readonly struck = signal<ReadonlySet<number>>(new Set());
  /** Without these words; null: none is left out, or nothing is left. */
  readonly without = signal<TextAnswer | null>(null);
  readonly trouble = signal<Text | null>(null);
  private cuts: WordCut[];
  private timer = 0;
  private stopped = new AbortController();

  constructor(
    private readonly project: string,
    private readonly model: string,
  ) {
    this.cuts = recall<WordCut[]>(this.key, []);
  }

  type(text: string): void {
    this.text.value = text;
    clearTimeout(this.timer);
    this.stopped.abort();
    if (!text.trim()) {
      this.clear();
      return;
    }
    this.timer = window.setTimeout(() => void this.ask(text), PAUSE_MS);
  }

  retry(): void {
    this.trouble.value = null;
    this.type(this.text.peek());
  }

  /** Leaves a word out, or puts it back. */
  async strike({ start }: TestedWord): Promise<void> {
    const struck = new Set(this.struck.peek());
    if (!struck.delete(start)) struck.add(start);
    this.struck.value = struck;
    const rest = this.leaveOut();
    if (!struck.size || !rest) {
      this.without.value = null;
      return;
    }
    const answer = await this.send(rest, false);
    if (answer && this.struck.peek() === struck) this.without.value = answer;
  }

  /** Makes one word of some Chinese characters, or cuts them apart. Returns what takes it back. */
  cutWord(cut: WordCut): () => void {
    const before = this.cuts;
    const keep = (cuts: WordCut[]) => {
      this.cuts = cuts;
      remember(this.key, cuts);
      void this.ask(this.text.peek());
    };
    keep([...before.filter(({ characters }) => characters !== cut.characters), cut].slice(-MAX_CUTS));
    return () => keep(before);
  }

  leave(): void {
    clearTimeout(this.timer);
    this.stopped.abort();
  }

  private clear(): void {
    this.answer.value = this.without.value = this.trouble.value = null;
    this.struck.value = new Set();
  }

  private async ask(text: string): Promise<void> {
    const cut = this.cuts.reduce(cutText, clean(text));
    const answer = await this.send(cut, true);
    if (!answer || this.text.peek() !== text) return;
    this.struck.value = new Set();
    this.without.value = null;
    this.answer.value = { ...answer, text: clean(text), words: placeWords(cut, answer.words) };
  }

  private async send(text: string, words: boolean): Promise<TextAnswer | null> {
    const stopped = (this.stopped = new AbortController());
    try {
      const answer = await calls.askSentence(this.project, this.model, text, words, stopped.signal);
      this.trouble.value = null;
      return answer;
    } catch (error) {
      if (!stopped.signal.aborted) {
        this.clear();
        this.trouble.value = api.describeError(error);
      }
      return null;
    }
  }

  private get key(): string {
    return `word-cuts:${this.project}`;
  }

  /** What is left of the sentence. */
  private leaveOut(): string {
    const answer = this.answer.peek();
    if (!answer) return '';
    const struck = this.struck.peek();
    let rest = '';
    let at = 0;
    for (const { word, start } of answer.words) {
      rest += answer.text.slice(at, struck.has(start) ? start : start + word.length);
      at = start + word.length;
    }
    return clean(rest + answer.text.slice(at));
  }
}

/**
 * Where words begin in a text of the page: the studio counts an emoji as one character, the page as two, and what says
 * how the text is cut is not shown.
 */
function placeWords(text: string, words: readonly TestedWord[]): TestedWord[] {
  const letters = [...text];
  return words.map((word) => ({ ...word, start: stripCuts(letters.slice(0, word.start).join('')).length }));
}

/** As the studio has it: in one line. */
const clean = (text: string) => text.normalize('NFC').replaceAll('\0', ' ').split(/\s+/).filter(Boolean).join(' ');
