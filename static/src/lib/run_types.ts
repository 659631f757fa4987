/** What the server's list of runs and their learning hold beside single events. */

import type {
  DetectionEvaluationEvent,
  EvaluationEvent,
  FileWrittenEvent,
  NumberEvaluationEvent,
  SegmentationEvaluationEvent,
  TagEvaluationEvent,
  TrainingEndedEvent,
  TrainingStartedEvent,
} from './messages';
import type { LearningPoint } from './types';

export type AnyEvaluation =
  | EvaluationEvent
  | DetectionEvaluationEvent
  | TagEvaluationEvent
  | SegmentationEvaluationEvent
  | NumberEvaluationEvent;

/** What a run has learned and how it was tested. */
export interface TrainingHistory {
  trainings: { began: TrainingStartedEvent; points: LearningPoint[]; ended: TrainingEndedEvent | null }[];
  marks: AnyEvaluation[];
  files: FileWrittenEvent[];
}
