/** The phases of runs, the points of their curves, and the kinds of their tests. */

import type { RunPhase } from './messages';
import { getRowTask } from './tasks';
import type { AnyEvaluation, RecordedTraining } from './types';

/** What the page shows of a run; 'ready': there is none, or its outcome is past. */
export type Phase = 'ready' | RunPhase;

/** An epoch of a training: its number, `epoch`, and the values of its curves. */
export type LearningPoint = RecordedTraining['points'][number];

export const getEpoch = (point: LearningPoint): number => point.epoch ?? 0;

/** Of which kind of learning a test is, by its name; those of one class for each picture do not say it. */
export function getTestTask(test: AnyEvaluation): string | null {
  const task = 'task' in test ? test.task : null;
  if (!('sample_kind' in test) || test.sample_kind !== 'row') return task;
  return getRowTask(task !== null);
}
