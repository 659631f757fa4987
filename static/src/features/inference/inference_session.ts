/** Asks a model about pictures, one at a time: while it looks at one, only the newest of the others waits. */

import { batch, signal } from '@preact/signals';
import * as api from '../../lib/api';
import type { ClassificationResult, DetectionResult, Text } from '../../lib/types';
import { MIN_CONFIDENCE } from '../../state/inference_settings';

/** How much the newest answer counts in the rate that is shown. */
const WEIGHT = 0.15;

export interface InferenceRequest {
  /** The picture, made when its turn comes; null: there is none after all. */
  picture(): Promise<Blob | null>;
  /** How many pictures in a row are averaged. */
  smooth: number;
}

export class InferenceSession<Answer extends { ms: number } = ClassificationResult | DetectionResult> {
  readonly guess = signal<Answer | null>(null);
  readonly trouble = signal<Text | null>(null);
  /** The first answer is on its way. */
  readonly asking = signal(false);
  /** While it is paused: the picture that the answer is about. */
  readonly held = signal<Blob | null>(null);
  /** Pictures a second. */
  readonly rate = signal(0);
  private seen: Blob | null = null;
  private working: Promise<void> = Promise.resolve();
  private next: InferenceRequest | null = null;
  private latest: InferenceRequest | null = null;
  private stopped: AbortController | null = null;
  private last = 0;
  private warm = false;
  private busy = false;

  constructor(
    private readonly project: string,
    private readonly model: string,
  ) {}

  /** Resolves when nothing waits any more: there is an answer, or an error, or nobody wants one. */
  ask(question: InferenceRequest): Promise<void> {
    if (this.held.peek()) return Promise.resolve();
    this.next = this.latest = question;
    // Only of the first one is anything shown: the view need not be drawn twice for each answer.
    if (!this.guess.peek()) this.asking.value = true;
    if (!this.busy) this.working = this.work();
    return this.working;
  }

  /** The answer stays, with its picture, until `resume`; one that is on its way is not waited for. */
  pause(): void {
    this.next = null;
    this.stopped?.abort();
    this.held.value = this.seen;
    this.last = 0;
  }

  resume(): void {
    this.held.value = null;
  }

  /** After an error: asks the last question again. */
  retry(): void {
    this.trouble.value = null;
    if (this.latest) void this.ask(this.latest);
  }

  /** Forgets the last answer; the model stays awake. */
  clear(): void {
    this.next = this.latest = null;
    this.stopped?.abort();
    this.guess.value = this.seen = this.held.value = null;
    this.trouble.value = null;
    this.rate.value = 0;
    this.last = 0;
  }

  /** The model may go to sleep: nobody looks at it any more. */
  end(): void {
    this.next = null;
    this.stopped?.abort();
    if (this.warm) void api.endInference(this.project).catch(() => undefined);
    this.warm = false;
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.next) {
      const question = this.next;
      this.next = null;
      await this.handleResult(question);
    }
    this.busy = false;
    this.asking.value = false;
  }

  private async handleResult({ picture, smooth }: InferenceRequest): Promise<void> {
    const stopped = (this.stopped = new AbortController());
    try {
      const taken = await picture();
      if (!taken || stopped.signal.aborted) return;
      this.warm = true;
      const guess = await api.runInference<Answer>(
        this.project,
        this.model,
        taken,
        { smooth, confidence: MIN_CONFIDENCE },
        stopped.signal,
      );
      if (stopped.signal.aborted) return;
      batch(() => {
        this.guess.value = guess;
        this.trouble.value = null;
        this.count();
      });
      this.seen = taken;
    } catch (error) {
      if (stopped.signal.aborted) return;
      this.guess.value = null; // the answer to another picture would be taken for this one's
      this.trouble.value = api.describeError(error);
      this.next = null;
    }
  }

  private count(): void {
    const now = performance.now();
    if (this.last) {
      const rate = 1000 / (now - this.last);
      this.rate.value = this.rate.value ? this.rate.value + WEIGHT * (rate - this.rate.value) : rate;
    }
    this.last = now;
  }
}
