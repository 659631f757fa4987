/** Following a piece of work that the server does. */

import type { Signal } from '@preact/signals';
import * as api from './api';
import type { Job } from './dataset_types';

const EVERY_MS = 250;
const LONGEST_MS = 2_000;

/** Waits until a job has ended; a true `stop` cancels it. onProgress hears every state. Rejects with an ApiError. */
export async function pollJob<Result>(
  project: string,
  id: string,
  stop: Signal<boolean>,
  onProgress: (job: Job<Result>) => void,
): Promise<Job<Result>> {
  let canceled = false;
  for (let wait = EVERY_MS; ; ) {
    const job = await api.fetchJob<Result>(project, id).catch((error) => {
      // A studio that is out of reach for a moment still works.
      if (error instanceof api.ApiError && error.status === 0) return null;
      throw error;
    });
    if (job) onProgress(job);
    if (job && job.state !== 'running') return job;
    if (stop.peek() && !canceled) {
      canceled = true;
      await api.cancelJob(project, id);
    }
    await sleep(wait, canceled ? null : stop);
    wait = Math.min(wait * 1.2, LONGEST_MS);
  }
}

/** Resolves after a while, at once when the signal turns true. */
function sleep(milliseconds: number, stop: Signal<boolean> | null): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      leave?.();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const leave = stop?.subscribe((value) => value && queueMicrotask(end));
  });
}
