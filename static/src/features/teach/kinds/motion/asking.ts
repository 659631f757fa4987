/** Asks a gesture model about the newest two seconds, again and again. */

import { signal } from '@preact/signals';
import * as api from '../../../../lib/api';
import type { MotionAnswer } from '../../../../lib/dataset_types';
import type { Text } from '../../../../lib/types';
import { askMotion } from '../../../data/samples/motion_api';
import { LOOKED_AT, type Sensor } from './sensor';

/** From one question to the next. */
const GAP_MS = 250;
/** Of the window, from which on it is asked about. */
const ENOUGH = 0.95;

export class MotionAsking {
  readonly guess = signal<MotionAnswer | null>(null);
  readonly trouble = signal<Text | null>(null);
  readonly asking = signal(false);

  constructor(
    private readonly project: string,
    private readonly model: string,
  ) {}

  /** Asks until it is stopped. Returns how to stop. */
  follow(sensor: Sensor): () => void {
    const stopped = new AbortController();
    const go = async () => {
      while (!stopped.signal.aborted) {
        const gap = new Promise((resolve) => setTimeout(resolve, GAP_MS));
        if (!this.trouble.peek()) await this.ask(sensor, stopped.signal);
        await gap;
      }
    };
    void go();
    return () => {
      stopped.abort();
      this.guess.value = null;
    };
  }

  retry(): void {
    this.trouble.value = null;
  }

  private async ask(sensor: Sensor, stopped: AbortSignal): Promise<void> {
    const felt = sensor.read(sensor.newest - LOOKED_AT, LOOKED_AT);
    if ((felt.times.at(-1) ?? 0) - (felt.times[0] ?? 0) < ENOUGH * LOOKED_AT) return;
    this.asking.value = true;
    try {
      const guess = await askMotion(this.project, this.model, felt, stopped);
      if (!stopped.aborted) this.guess.value = guess;
    } catch (error) {
      if (!stopped.aborted) this.trouble.value = api.describeError(error);
    }
    this.asking.value = false;
  }
}
