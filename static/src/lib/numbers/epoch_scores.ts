/** What the scores of the epochs of a training say. */

import type { LearningPoint } from '../types';

/** Less than this is found in the first rounds of most trainings. */
export const NOTHING_YET = 0.02;
const SCORES = ['mAP', 'accuracy', 'mIoU'];

/** The score that all epochs of a training reached alike: none is the best. Null: they differ, or there is one only. */
export function findConstantScore(points: readonly LearningPoint[]): number | null {
  const name = SCORES.find((one) => points.some((point) => typeof point[one] === 'number'));
  const scores = points.flatMap((point) => (name && typeof point[name] === 'number' ? [point[name]] : []));
  return scores.length > 1 && scores.every((one) => one === scores[0]) ? scores[0] : null;
}
