/** A picture of a test, and whether its answer is right. */

import type { EvaluationEvent } from '../../../lib/messages';

/** A picture of a test: its number in `marks.pictures`. */
export type Picture = number;

export function isRight([, truth, answer]: EvaluationEvent['pictures'][number]): boolean {
  return truth === answer;
}
