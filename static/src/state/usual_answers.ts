/**
 * Answers that a program's own questions had before, given again without asking while its training is the same. What
 * they ask about stands in their words: with another count of pictures they are others.
 */

import { signal } from '@preact/signals';
import type { AskEvent } from '../lib/messages';
import { forget, recall, remember } from '../lib/storage';

interface Kept {
  training: string;
  answers: Record<string, string>;
}

export class UsualAnswers {
  /** What was answered in this run without asking. */
  readonly given = signal<string[]>([]);
  private readonly key: string;

  constructor(project: string) {
    this.key = `answers:${project}`;
  }

  /** Keeps an answer for the next runs, where its question says that it may be given again. */
  keep(ask: AskEvent, answer: string, python: string): void {
    if (ask.usual && answer === ask.usual) {
      const answers = { ...this.read(python), [nameQuestion(ask)]: answer };
      remember(this.key, { training: findTraining(python), answers } satisfies Kept);
    }
  }

  /** The answer to give at once; null: it is asked. */
  find(ask: AskEvent, python: string): string | null {
    return ask.usual && this.read(python)[nameQuestion(ask)] === ask.usual ? ask.usual : null;
  }

  /** The next run asks again. */
  forget(): void {
    forget(this.key);
    this.given.value = [];
  }

  private read(python: string): Kept['answers'] {
    const kept = recall<Kept | null>(this.key, null);
    return kept?.training === findTraining(python) ? kept.answers : {};
  }
}

const nameQuestion = (ask: AskEvent) => ask.text?.en ?? ask.question;

/** A program up to its last training, without imports: what stands below changes nothing of what was learned. */
export function findTraining(python: string): string {
  const upTo = /^[\s\S]*train\(.*/.exec(python)?.[0] ?? python;
  return upTo
    .split('\n')
    .filter((line) => line.trim() && !/^(from|import) /.test(line))
    .join('\n');
}
