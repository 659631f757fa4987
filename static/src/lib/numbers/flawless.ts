/** Whether a test leaves nothing to look at. */

import type {
  DetectionEvaluationEvent,
  EvaluationEvent,
  SegmentationEvaluationEvent,
  TagEvaluationEvent,
} from '../messages';

export type AnyTest = EvaluationEvent | DetectionEvaluationEvent | TagEvaluationEvent | SegmentationEvaluationEvent;

/** Whether a test found nothing wrong at all: no answer, no thing twice or too many, no spot. */
export function isFlawless(test: AnyTest): boolean {
  if ('counts' in test) return Object.entries(test.counts).every(([kind, count]) => kind === 'right' || !count);
  return 'correct' in test ? test.correct === test.total : test.averages.miou === 1;
}
