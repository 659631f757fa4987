/** The mistakes of a model that finds things, one by one: a wrong answer, or a thing that was missed. */

import type { DetectionEvaluationEvent } from '../../../../lib/messages';
import type { MarkKind } from '../../../../lib/types';
import type { LabThing } from '../../../evaluation/lab/lab_types';
import { type DetectionFilter, isChosen, isCounted, listMarks, type Mark, matchAnswers } from '../visible_detections';

/** Where a mistake is in a test: its picture, and its place among the things, or the answers, of that. */
export interface MistakePlace {
  picture: number;
  truth: boolean;
  number: number;
}

/** kind: never 'right'. really: what is there, '' for nothing; said: what the model says, '' for nothing. */
export interface ObjectMistake {
  place: MistakePlace;
  path: string;
  width: number;
  height: number;
  mark: Mark;
  kind: MarkKind;
  really: string;
  said: string;
  /** What is explained, and where. */
  thing: LabThing;
  /** Where the thing is that the answer was meant for; null where there is none. */
  trueBox: LabThing['box'] | null;
}

/**
 * The mistakes in some pictures of a test that fit a choice, in the order of the pictures, those of a picture in turn.
 */
export function listMistakes(
  test: DetectionEvaluationEvent,
  choice: DetectionFilter,
  pictures: readonly number[],
): MistakePlace[] {
  return pictures.flatMap((picture) =>
    listMarks(test.pictures[picture], choice.confidence)
      .filter((mark) => isCounted(mark) && mark.kind !== 'right' && isChosen(mark, choice))
      .map(({ truth, number }) => ({ picture, truth, number })),
  );
}

export const isSame = (a: MistakePlace, b: MistakePlace) =>
  a.picture === b.picture && a.truth === b.truth && a.number === b.number;

/** null: the choice of confidence has taken it away. */
export function readMistake(
  test: DetectionEvaluationEvent,
  place: MistakePlace,
  confidence: number,
): ObjectMistake | null {
  const picture = test.pictures[place.picture];
  const mark = listMarks(picture, confidence).find((one) => one.truth === place.truth && one.number === place.number);
  if (!mark) return null;
  const [path, width, height, truths] = picture;
  const label = test.classes[mark.label];
  const aim = mark.truth ? mark.number : matchAnswers(picture)[mark.number];
  const met = aim === null ? null : truths[aim];
  return {
    place,
    path,
    width,
    height,
    mark,
    kind: mark.kind,
    really: met ? test.classes[met[0]] : '',
    said: mark.truth ? '' : label,
    thing: { label, box: mark.box },
    trueBox: met ? [met[1], met[2], met[3], met[4]] : null,
  };
}
