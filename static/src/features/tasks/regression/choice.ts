/** What is chosen in the test of a model of numbers. */

import { signal } from '@preact/signals';
import type { TestChoice } from '../../evaluation/store';

export type Tab = 'scatter' | 'compare';

export class NumberChoice implements TestChoice {
  readonly tab = signal<Tab>('scatter');
  /** The picture that is looked at in the lab, by its number. */
  readonly lab = signal<number | null>(null);
  /** The picture that was looked at last: coming back, one is where one was. */
  left: number | null = null;

  reset(): void {
    this.lab.value = this.left = null;
  }
}
