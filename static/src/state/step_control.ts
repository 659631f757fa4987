/**
 * How the program goes: slow motion, steps, and the blocks before which it pauses. Kept by this browser, not in the
 * project.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Phase } from '../lib/run_types';
import { recall, remember } from '../lib/storage';
import type { StepRequest } from '../lib/types';

export class StepController {
  /** Slow motion is wanted for this project, until this tab is closed. */
  readonly slow;
  readonly breakpoints;
  /** A step was asked for and the program has not paused since. */
  readonly stepping = signal(false);
  /** Whether a block is still there: no run pauses where nothing shows it. Undo brings its pause back with it. */
  present: (block: string) => boolean = () => true;
  private readonly key: string;
  private readonly slowKey: string;

  /** phase: the run's; tell: gives a wish to the run, if there is one. */
  constructor(
    project: string,
    private readonly phase: ReadonlySignal<Phase>,
    private readonly tell: (wish: StepRequest) => Promise<void>,
  ) {
    this.key = `breakpoints:${project}`;
    this.slowKey = `slow:${project}`;
    this.slow = signal(recall(this.slowKey, false, 'session'));
    this.breakpoints = signal(recall<string[]>(this.key, []));
    addEventListener('storage', this.handleStorage);
  }

  dispose(): void {
    removeEventListener('storage', this.handleStorage);
  }

  makeRequest(): StepRequest {
    return {
      mode: this.stepping.peek() ? 'step' : this.slow.peek() ? 'slow' : 'run',
      breakpoints: this.breakpoints.peek().filter(this.present),
    };
  }

  /** Pause, or from a pause one line further. */
  async step(): Promise<void> {
    if (this.stepping.peek() || !['running', 'waiting', 'paused'].includes(this.phase.peek())) return;
    this.stepping.value = true;
    await this.tell(this.makeRequest());
  }

  /** On from a pause. */
  async goOn(): Promise<void> {
    this.stepping.value = false;
    if (this.phase.peek() === 'paused') await this.tell(this.makeRequest());
  }

  /** A pause, or the wish for one, stays: what follows it will be slow or not. */
  async setSlow(slow: boolean): Promise<void> {
    this.slow.value = slow;
    remember(this.slowKey, slow, 'session');
    if (this.phase.peek() !== 'paused' && !this.stepping.peek()) await this.tell(this.makeRequest());
  }

  /** Pauses before a block from now on, or not any more. */
  async toggle(block: string): Promise<void> {
    const now = this.breakpoints.peek();
    this.storeBreakpoints(now.includes(block) ? now.filter((one) => one !== block) : [...now, block]);
    await this.tell({ ...this.makeRequest(), mode: '' });
  }

  /** Forgets blocks that are no more. */
  prune(): void {
    const now = this.breakpoints.peek();
    if (!now.every(this.present)) this.storeBreakpoints(now.filter(this.present));
  }

  /** Another window of this browser has changed the pauses. */
  private readonly handleStorage = (): void => {
    this.breakpoints.value = recall<string[]>(this.key, []);
  };

  private storeBreakpoints(breakpoints: string[]): void {
    this.breakpoints.value = breakpoints;
    remember(this.key, breakpoints);
  }
}
