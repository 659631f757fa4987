/** A picture of a test, and whether its answer is right. */

import type { EvaluatedPicture } from '../../../lib/messages';

/** A picture of a test: its number in `marks.pictures`. */
export type Picture = number;

export function isRight({ truth, answer }: EvaluatedPicture): boolean {
  return truth === answer;
}
