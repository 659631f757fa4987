/** Which of the pictures that a program shows are answers of a model, and whether it answers now. */

import type { ImageEvent } from '../../lib/messages';
import type { Results } from '../../state/results';

/** The newest answer that is no frame of a video. */
export function findAnswer(results: Results): ImageEvent | null {
  return results.stills.findLast((one) => one.scores?.length) ?? null;
}

/** Whether the program answers now: it has shown an answer, or a video, since it trained last. */
export function isAnswering(results: Results): boolean {
  const training = results.trainings.at(-1);
  const trained = training ? (training.ended?.seq ?? Number.POSITIVE_INFINITY) : 0;
  const newest = Math.max(findAnswer(results)?.seq ?? 0, ...results.videos.map(({ seq }) => seq));
  return newest > trained;
}
