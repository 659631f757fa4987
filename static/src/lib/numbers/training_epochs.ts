/** For how many epochs a model is trained where nobody says it: few pictures have to be seen more often. */

import { TRAIN_EPOCHS } from '../saved_blocks';

/**
 * Pictures that a network looks at, few ones again and again, until it tells alike things apart: as many as the library
 * takes where no epochs are said (`fit_epochs`), of 320 pixels in ten minutes on two processor cores. Of photographs of
 * playing cards, of 96 to learn from, 1,900 looks find 29 % of what is there, 5,800 find 74 %.
 */
export const LOOKS: Record<string, number> = {
  model_detection: 60_000 / 13,
  model_segmentation: 60_000 / 18,
  model_semantic_segmentation: 60_000 / 20,
};
const MOST = 100;

/** Epochs until so many labeled pictures have been seen `looks` times in all, at least `least`; null: unknown. */
export function fitEpochs(least: number, looks: number, pictures: number | null): number {
  if (pictures === null) return least;
  return Math.max(least, Math.min(MOST, Math.floor(looks / Math.max(1, pictures))));
}

/** Epochs on the block that trains a model of this kind of block. */
export function proposeEpochs(model: string, pictures: number | null): number {
  const least = TRAIN_EPOCHS[model];
  return model in LOOKS ? fitEpochs(least, LOOKS[model], pictures) : least;
}
