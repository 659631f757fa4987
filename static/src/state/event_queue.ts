/**
 * Hands events on in order, a slice of time a frame, so that a flood of text never freezes the page. What comes after a
 * quiet frame is handed on at once: the first line of a program does not wait for the next frame.
 */

import type { RunEvent } from '../lib/messages';

const SLICE_MS = 8;
const FRAME_MS = 16;
const PIECE = 32_768;
const HIDDEN_DELAY_MS = 100;

export class EventQueue {
  private queue: RunEvent[] = [];
  private next = 0;
  private waiting = false;
  private drained = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly handle: (event: RunEvent) => void,
    private readonly commit: () => void,
  ) {}

  push(events: RunEvent[]): void {
    for (const event of events) {
      if (event.kind === 'output' && event.text.length > PIECE) this.queue.push(...splitEvents(event));
      else this.queue.push(event);
    }
    if (!this.waiting && performance.now() - this.drained > FRAME_MS) this.drain();
    else this.schedule();
  }

  /** Forgets what was not handed on: another run is shown now. */
  clear(): void {
    this.queue = [];
    this.next = 0;
  }

  private schedule(): void {
    if (this.waiting || this.next >= this.queue.length) return;
    this.waiting = true;
    // A hidden page gets no animation frames; it still has to know when a run ends.
    if (document.hidden) setTimeout(this.drain, HIDDEN_DELAY_MS);
    else requestAnimationFrame(this.drain);
  }

  private drain = (): void => {
    this.waiting = false;
    const end = performance.now() + SLICE_MS;
    while (this.next < this.queue.length && performance.now() < end) this.handle(this.queue[this.next++]);
    if (this.next >= this.queue.length) this.clear();
    this.commit();
    this.drained = performance.now();
    this.schedule();
  };
}

function splitEvents(event: RunEvent & { kind: 'output' }): RunEvent[] {
  const cut: RunEvent[] = [];
  for (let at = 0, end = 0; at < event.text.length; at = end) {
    end = at + PIECE;
    // The two halves of one character stay together.
    if (event.text.charCodeAt(end - 1) >> 10 === 0x36) end++;
    cut.push({ ...event, text: event.text.slice(at, end) });
  }
  return cut;
}
