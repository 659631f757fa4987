/** Asks a text model about a sentence while it is typed, and again without the words that were struck out. */

import { signal } from '@preact/signals';
import * as api from '../../../../lib/api';
import type { TestedWord, TextAnswer } from '../../../../lib/dataset_types';
import type { Text } from '../../../../lib/types';
import * as calls from '../../api';

/** After the last key. */
const PAUSE_MS = 150;

export class TextAsking {
  readonly text = signal('');
  /** Of the whole sentence. */
  readonly answer = signal<(TextAnswer & { text: string }) | null>(null);
  /** Where the words begin that are left out. */
  readonly struck = signal<ReadonlySet<number>>(new Set());
  /** Without these words; null: none is left out, or nothing is left. */
  readonly without = signal<TextAnswer | null>(null);
  readonly trouble = signal<Text | null>(null);
  private timer = 0;
  private stopped = new AbortController();

  constructor(
    private readonly project: string,
    private readonly model: string,
  ) {}

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
    const rest = this.cut();
    if (!struck.size || !rest) {
      this.without.value = null;
      return;
    }
    const answer = await this.send(rest, false);
    if (answer && this.struck.peek() === struck) this.without.value = answer;
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
    const answer = await this.send(text, true);
    if (!answer || this.text.peek() !== text) return;
    this.struck.value = new Set();
    this.without.value = null;
    const shown = clean(text);
    this.answer.value = { ...answer, text: shown, words: placeWords(shown, answer.words) };
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

  /** What is left of the sentence. */
  private cut(): string {
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

/** Where words begin in a text of the page: the studio counts an emoji as one character, the page as two. */
function placeWords(text: string, words: readonly TestedWord[]): TestedWord[] {
  const letters = [...text];
  return words.map((word) => ({ ...word, start: letters.slice(0, word.start).join('').length }));
}

/** As the studio has it: in one line. */
const clean = (text: string) => text.normalize('NFC').replaceAll('\0', ' ').split(/\s+/).filter(Boolean).join(' ');
