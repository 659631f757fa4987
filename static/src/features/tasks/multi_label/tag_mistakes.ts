/** What a test of several labels got wrong in each picture. */

import type { TagEvaluationEvent } from '../../../lib/messages';

/** Whose pictures are shown: those with any mistake, or those in which a label was missed or said too many. */
export type TagSelection = { kind: 'all' } | { kind: 'missed' | 'extra'; label: number };

export interface TagMistakes {
  /** Numbers of the labels. */
  missed: number[];
  extra: number[];
}

export function findMistakes([, labels, answers]: TagEvaluationEvent['pictures'][number]): TagMistakes {
  const numbers = [...answers.keys()];
  return {
    missed: numbers.filter((label) => labels.includes(label) && !answers[label][1]),
    extra: numbers.filter((label) => !labels.includes(label) && answers[label][1]),
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
  const confidence = (number: number) => pictures[number][2][selection.label][0];
  return found.sort((a, b) => sign * (confidence(a) - confidence(b)));
}
