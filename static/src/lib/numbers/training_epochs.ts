/** For how many epochs a model is trained where nobody says it: few pictures have to be seen more often. */

import type { ProgramPart } from '../tasks';

const MAX_EPOCHS = 100;

/** Epochs until so many labeled pictures have been seen `looks` times in all, at least `least`; null: unknown. */
export function fitEpochs(least: number, looks: number, pictures: number | null): number {
  if (pictures === null) return least;
  return Math.max(least, Math.min(MAX_EPOCHS, Math.floor(looks / Math.max(1, pictures))));
}

/** Epochs on the block that trains models of a kind. */
export const proposeEpochs = ({ epochs, looks }: ProgramPart, pictures: number | null): number =>
  looks ? fitEpochs(epochs, looks, pictures) : epochs;
