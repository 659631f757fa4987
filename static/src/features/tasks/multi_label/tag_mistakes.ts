/** What a test of several labels got wrong in each picture. */

import type { TagEvaluationEvent, TaggedPicture } from '../../../lib/messages';

/** Whose pictures are shown: those with any mistake, or those in which a label was missed or said too many. */
export type TagSelection = { kind: 'all' } | { kind: 'missed' | 'extra'; label: number };

export interface TagMistakes {
  /** Numbers of the labels. */
  missed: number[];
  extra: number[];
}

export function findMistakes({ labels, recognized }: TaggedPicture): TagMistakes {
  return {
    missed: labels.filter((label) => !recognized.includes(label)),
    extra: recognized.filter((label) => !labels.includes(label)),
  };
}

/** The numbers of the pictures that a selection means, those first in which the model was furthest off. */
export function filterPictures({ pictures }: TagEvaluationEvent, selection: TagSelection): number[] {
  const found = [...pictures.keys()].filter((number) => {
    const { missed, extra } = findMistakes(pictures[number]);
    if (selection.kind === 'all') return missed.length + extra.length > 0;
    return (selection.kind === 'missed' ? missed : extra).includes(selection.label);
  });
  if (selection.kind === 'all') return found;
  const sign = selection.kind === 'missed' ? 1 : -1;
  const confidence = (number: number) => pictures[number].confidences[selection.label];
  return found.sort((a, b) => sign * (confidence(a) - confidence(b)));
}
