/** What the server's list of runs and their learning hold beside single events. */

import type {
  DetectionEvaluationEvent,
  EvaluationEvent,
  FileWrittenEvent,
  NumberEvaluationEvent,
  RunPhase,
  SegmentationEvaluationEvent,
  TagEvaluationEvent,
  TrainingEndedEvent,
  TrainingStartedEvent,
} from './messages';
import { getRowTask } from './tasks';

/** What the page shows of a run; 'ready': there is none, or its outcome is past. */
export type Phase = 'ready' | RunPhase;

/** A round of a training: its number and the values of its curves. */
export interface LearningPoint {
  epoch: number;
  [curve: string]: number | null;
}

export type AnyEvaluation =
  | EvaluationEvent
  | DetectionEvaluationEvent
  | TagEvaluationEvent
  | SegmentationEvaluationEvent
  | NumberEvaluationEvent;

/** Of which kind of learning a test is, by its name; those of one class for each picture do not say it. */
export function getTestTask(test: AnyEvaluation): string | null {
  const task = 'task' in test ? test.task : null;
  if (!('sample_kind' in test) || test.sample_kind !== 'row') return task;
  return getRowTask(task !== null);
}

/** What a run has learned and how it was tested. */
export interface TrainingHistory {
  trainings: { began: TrainingStartedEvent; points: LearningPoint[]; ended: TrainingEndedEvent | null }[];
  marks: AnyEvaluation[];
  files: FileWrittenEvent[];
}
