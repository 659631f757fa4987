/** For how many epochs a model is trained where nobody says it: few pictures have to be seen more often. */

import { TRAIN_EPOCHS } from '../saved_blocks';

/**
 * Pictures that a detector looks at until it finds something. Measured with two kinds of drawn things on photographs
 * (RTMDet-Lite0, 192 pixels): 5 pictures find nothing after 10 epochs, with 40 a good half of what is there, with 100
 * nearly all; and with 8 photographs of blood cells, which find nothing after 10 epochs, and 8 cells of one after 63.
 */
const LOOKS = 500;
const MOST = 100;
const FINDING = ['model_detection', 'model_segmentation'];

/** Epochs of a detector for so many labeled pictures, and no fewer than `least`; null: nobody knows how many. */
export function fitEpochs(least: number, pictures: number | null): number {
  if (pictures === null) return least;
  return Math.max(least, Math.min(MOST, Math.ceil(LOOKS / Math.max(1, pictures))));
}

/** Epochs on the block that trains a model of this kind of block. */
export function proposeEpochs(model: string, pictures: number | null): number {
  return FINDING.includes(model) ? fitEpochs(TRAIN_EPOCHS[model], pictures) : TRAIN_EPOCHS[model];
}
