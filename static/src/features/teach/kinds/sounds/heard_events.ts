/** What a model hears second after second becomes events, each said once, as `when_heard` does. */

import { signal } from '@preact/signals';
import type { ClassificationResult } from '../../../../lib/types';

/** Milliseconds without it after which a sound counts anew. */
const QUIET_MS = 500;
const KEPT = 12;

export interface HeardEvent {
  label: string;
  /** Seconds since the microphone opened. */
  at: number;
}

export class HeardEvents {
  readonly all = signal<HeardEvent[]>([]);
  private last = { label: '', seen: 0 };

  /** now: seconds since the microphone opened; known: the answer is sure enough, and no background. */
  add(label: string, known: boolean, now: number): void {
    if (!known) return;
    const seen = performance.now();
    const same = label === this.last.label && seen - this.last.seen < QUIET_MS;
    this.last = { label, seen };
    if (!same) this.all.value = [...this.all.peek(), { label, at: now }].slice(-KEPT);
  }

  clear(): void {
    this.all.value = [];
    this.last = { label: '', seen: 0 };
  }
}

/** Whether an answer is a sound: sure enough, and no background. */
export const isHeard = (
  guess: ClassificationResult | null,
  threshold: number,
  quiet: ReadonlySet<string>,
): guess is ClassificationResult => guess !== null && guess.confidence >= threshold && !quiet.has(guess.label);
