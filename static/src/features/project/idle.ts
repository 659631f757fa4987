/** The blocks' turn: while something else is looked at first, they are drawn when the page has nothing else to do. */

import { effect } from '@preact/signals';
import { place } from '../../lib/route';

const SETTLES_MS = 500;
const LATEST_MS = 15_000;
/** A scrolling page is never idle for longer than from one frame to the next. */
const IDLE_MS = 25;

/** Whether the wall of pictures is shown. */
export function isDataShown(): boolean {
  return place.value.kind === 'project' && place.value.view === 'data';
}

/** Whether a view covers the blocks that does without them. The others need them soon. */
export function areBlocksLater(): boolean {
  return isDataShown() || (place.value.kind === 'project' && place.value.view === 'teach');
}

/** Resolves when the page rests, at once where the blocks are seen or wanted. hurry reads signals. */
export function waitForIdle(hurry: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = performance.now() + LATEST_MS;
    let over = false;
    let timer = 0;
    const look = () => {
      if (over) return;
      whenIdle((left) => (left > IDLE_MS || performance.now() > end ? done() : look()));
    };
    const done = () => {
      over = true;
      clearTimeout(timer);
      // It may be the effect itself that ends it.
      queueMicrotask(() => stop());
      resolve();
    };
    const stop = effect(() => {
      if (!over && (hurry() || !areBlocksLater())) done();
    });
    if (!over) timer = window.setTimeout(look, SETTLES_MS);
  });
}

/** Calls with the milliseconds until the browser wants to draw again. */
function whenIdle(act: (left: number) => void): void {
  if ('requestIdleCallback' in window)
    requestIdleCallback((deadline) => act(deadline.timeRemaining()), { timeout: 1_000 });
  else setTimeout(() => act(IDLE_MS + 1), IDLE_MS);
}
