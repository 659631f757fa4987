/**
 * What a test of a model that finds things shows when only its surer answers count, and which of its pictures fit a
 * choice.
 */

import { computeIou } from '../../../components/box_geometry';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import type { AnswerMark, BoxPicture, MarkKind, TruthMark } from '../../../lib/types';

const LABEL = 0;
const SURENESS = 1;
const KIND = 6;
const THINGS = 4;
const SHOWN = 5;
/** COCO's: so many of the surest answers a class and picture count, at recalls from 0 to 1. */
const LIMIT = 100;
const RECALLS = Array.from({ length: 101 }, (_, step) => step * 0.01);
/** Less overlap than this has nothing to do with a thing (TIDE's background threshold). */
const TOUCHES = 0.1;
const MET: MarkKind[] = ['right', 'wrong', 'misplaced'];

/** A thing that is there, or an answer: where, of which class, what became of it. */
export interface Mark {
  truth: boolean;
  /** Its place among the things, or the answers, of its picture. */
  number: number;
  label: number;
  /** null: of a thing that is there. */
  confidence: number | null;
  box: readonly [number, number, number, number];
  outlines: number[][];
  kind: MarkKind;
}

export interface DetectionFilter {
  kind: MarkKind | null;
  label: number | null;
  confidence: number;
}

export type Counts = Record<MarkKind, number>;

/** The things and answers of a picture. A thing whose answers are not sure enough any more is missed. */
export function listMarks(picture: BoxPicture, confidence: number): Mark[] {
  const [, , , truths, answers] = picture;
  const given = answers.flatMap((one, number) => (one[SURENESS] >= confidence ? [makeMark(one, number)] : []));
  const kindOf = given.length === answers.length ? null : reclassifyTruths(picture, given);
  const things = truths.map(
    (one, number): Mark => ({
      truth: true,
      number,
      label: one[LABEL],
      confidence: null,
      box: [one[1], one[2], one[3], one[4]],
      outlines: one[6] ?? [],
      kind: kindOf ? kindOf(number) : one[5],
    }),
  );
  return [...things, ...given];
}

function makeMark(answer: AnswerMark, number: number): Mark {
  return {
    truth: false,
    number,
    label: answer[LABEL],
    confidence: answer[SURENESS],
    box: [answer[2], answer[3], answer[4], answer[5]],
    outlines: answer[7] ?? [],
    kind: answer[6],
  };
}

/**
 * What becomes of a thing when only these answers are given: as the test says it, a right one counts before one that
 * was only near.
 */
function reclassifyTruths(picture: BoxPicture, given: Mark[]): (thing: number) => MarkKind {
  const aims = matchAnswers(picture);
  const met = new Map<number, Set<MarkKind>>();
  for (const { number, kind } of given) {
    const thing = aims[number];
    if (thing !== null) met.set(thing, (met.get(thing) ?? new Set()).add(kind));
  }
  return (thing) => MET.find((kind) => met.get(thing)?.has(kind)) ?? 'missed';
}

const known = new WeakMap<BoxPicture, (number | null)[]>();

/**
 * The number of the thing that each answer was meant for: the nearest one that fits its kind; a thing is found by one
 * answer.
 */
export function matchAnswers(picture: BoxPicture): (number | null)[] {
  const [, , , truths, answers] = picture;
  const aims = known.get(picture) ?? answers.map(() => null as number | null);
  if (known.has(picture)) return aims;
  known.set(picture, aims);
  const near = answers.flatMap((answer, number) =>
    truths.flatMap((truth, thing) => {
      const share = canMatch(truth, answer)
        ? computeIou([truth[1], truth[2], truth[3], truth[4]], [answer[2], answer[3], answer[4], answer[5]])
        : 0;
      return share > TOUCHES ? [{ thing, number, share }] : [];
    }),
  );
  const found = new Set<number>();
  for (const { thing, number } of near.sort((a, b) => b.share - a.share)) {
    const right = answers[number][6] === 'right';
    if (aims[number] !== null || (right && found.has(thing))) continue;
    aims[number] = thing;
    if (right) found.add(thing);
  }
  return aims;
}

function canMatch(truth: TruthMark, answer: AnswerMark): boolean {
  if (answer[6] === 'wrong') return truth[LABEL] !== answer[LABEL];
  return truth[LABEL] === answer[LABEL] && (answer[6] !== 'right' || truth[5] === 'right');
}

const isRight = (answer: AnswerMark) => answer[KIND] === 'right';

/** Things count once: what became of them is said by their answer, or they are missed. */
export const isCounted = (mark: Mark) => !mark.truth || mark.kind === 'missed';

export function countKinds(marks: Mark[]): Counts {
  const found: Counts = { right: 0, wrong: 0, misplaced: 0, twice: 0, imagined: 0, missed: 0 };
  for (const mark of marks) if (isCounted(mark)) found[mark.kind]++;
  return found;
}

/** Over all pictures of the test, or as the test said it. */
export function countAll(test: DetectionEvaluationEvent, confidence: number): Counts {
  if (confidence <= test.confidence) return { ...countKinds([]), ...test.counts };
  return countKinds(test.pictures.flatMap((one) => listMarks(one, confidence)));
}

/**
 * The test with its marks of what is shown from a confidence on, of all and of each class: as it said them, or of its
 * surer answers, the mAP50 by COCO's procedure (`coco_map` of the library). Whether an answer is right never depends on
 * less sure ones.
 */
export function rateShown(test: DetectionEvaluationEvent, confidence: number): DetectionEvaluationEvent {
  if (confidence <= test.confidence) return test;
  const by_class = test.by_class.map((row, label) => {
    const things = row[THINGS];
    if (!things) return row;
    const answers = test.pictures.map((one) =>
      one[4].filter((each) => each[LABEL] === label && each[SURENESS] >= confidence),
    );
    const right = answers.flat().filter(isRight).length;
    // An older test does not say what its mAP50 of what is shown was.
    const shown = row[SHOWN] == null ? null : computeAveragePrecision(rankAnswers(answers), things);
    return [row[0], row[1], right / Math.max(1, answers.flat().length), right / things, things, shown];
  });
  const { right, missed, ...wrong } = countAll(test, confidence);
  const things = by_class.reduce((sum, row) => sum + (row[THINGS] ?? 0), 0);
  if (!things) return test;
  const shown = by_class.flatMap((row) => row[SHOWN] ?? []);
  const averages = {
    ...test.averages,
    precision: right / Math.max(1, right + Object.values(wrong).reduce((sum, one) => sum + one)),
    recall: right / things,
    shown_map50: shown.length ? shown.reduce((sum, one) => sum + one) / shown.length : null,
  };
  return { ...test, averages, by_class };
}

/** Whether each answer is right, the surest first; answers: those of a class in each picture. */
function rankAnswers(answers: AnswerMark[][]): boolean[] {
  const sort = (some: AnswerMark[]) => [...some].sort((a, b) => b[SURENESS] - a[SURENESS]);
  return sort(answers.flatMap((some) => sort(some).slice(0, LIMIT))).map(isRight);
}

/** The mean over COCO's recalls of the best precision at this recall or a higher one. */
function computeAveragePrecision(right: boolean[], things: number): number {
  const best = RECALLS.map(() => 0);
  let found = 0;
  for (const [place, one] of right.entries()) {
    found += Number(one);
    for (let step = 0; RECALLS[step] <= found / things; step++) best[step] = Math.max(best[step], found / (place + 1));
  }
  return best.reduce((sum, one) => sum + one, 0) / best.length;
}

/** Whether the test kept all its pictures, so that they can be counted again. */
export function hasAllImages(test: DetectionEvaluationEvent): boolean {
  const things = test.by_class.reduce((sum, row) => sum + (row[THINGS] ?? 0), 0);
  return (
    test.pictures.reduce((sum, one) => sum + one[3].length, 0) === things &&
    test.pictures.reduce((sum, one) => sum + one[4].filter(isRight).length, 0) === (test.counts.right ?? 0)
  );
}

/** Whether a mark is of the chosen kind and class. A thing that was called otherwise belongs to both classes. */
export function isChosen(mark: Mark, { kind, label }: DetectionFilter): boolean {
  return (kind === null || mark.kind === kind) && (label === null || mark.label === label);
}

/** The numbers of the pictures that have something chosen in them, in the order of the test. */
export function filterImages(test: DetectionEvaluationEvent, choice: DetectionFilter): number[] {
  const everything = choice.kind === null && choice.label === null;
  return [...test.pictures.keys()].filter(
    (number) => everything || listMarks(test.pictures[number], choice.confidence).some((one) => isChosen(one, choice)),
  );
}
