/**
 * What a test of a model that finds things shows when only its surer answers count, and which of its pictures fit a
 * choice.
 */

import { computeIou } from '../../../components/box_geometry';
import type {
  DetectionEvaluationEvent,
  DetectionPicture,
  MarkKind,
  PredictedObject,
  TrueObject,
} from '../../../lib/messages';

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
export function listMarks(picture: DetectionPicture, confidence: number): Mark[] {
  const { truths, answers } = picture;
  const given = answers.flatMap((one, number) => (one.confidence >= confidence ? [makeMark(one, number)] : []));
  const kindOf = given.length === answers.length ? null : reclassifyTruths(picture, given);
  const things = truths.map(
    (one, number): Mark => ({
      truth: true,
      number,
      label: one.label,
      confidence: null,
      box: one.box,
      outlines: one.outlines ?? [],
      kind: kindOf ? kindOf(number) : one.kind,
    }),
  );
  return [...things, ...given];
}

function makeMark(answer: PredictedObject, number: number): Mark {
  return { truth: false, number, ...answer, outlines: answer.outlines ?? [] };
}

/**
 * What becomes of a thing when only these answers are given: as the test says it, a right one counts before one that
 * was only near.
 */
function reclassifyTruths(picture: DetectionPicture, given: Mark[]): (thing: number) => MarkKind {
  const aims = matchAnswers(picture);
  const met = new Map<number, Set<MarkKind>>();
  for (const { number, kind } of given) {
    const thing = aims[number];
    if (thing !== null) met.set(thing, (met.get(thing) ?? new Set()).add(kind));
  }
  return (thing) => MET.find((kind) => met.get(thing)?.has(kind)) ?? 'missed';
}

const known = new WeakMap<DetectionPicture, (number | null)[]>();

/**
 * The number of the thing that each answer was meant for: the nearest one that fits its kind; a thing is found by one
 * answer.
 */
export function matchAnswers(picture: DetectionPicture): (number | null)[] {
  const { truths, answers } = picture;
  const aims = known.get(picture) ?? answers.map(() => null as number | null);
  if (known.has(picture)) return aims;
  known.set(picture, aims);
  const near = answers.flatMap((answer, number) =>
    truths.flatMap((truth, thing) => {
      const share = canMatch(truth, answer) ? computeIou(truth.box, answer.box) : 0;
      return share > TOUCHES ? [{ thing, number, share }] : [];
    }),
  );
  const found = new Set<number>();
  for (const { thing, number } of near.sort((a, b) => b.share - a.share)) {
    const right = answers[number].kind === 'right';
    if (aims[number] !== null || (right && found.has(thing))) continue;
    aims[number] = thing;
    if (right) found.add(thing);
  }
  return aims;
}

function canMatch(truth: TrueObject, answer: PredictedObject): boolean {
  if (answer.kind === 'wrong') return truth.label !== answer.label;
  return truth.label === answer.label && (answer.kind !== 'right' || truth.kind === 'right');
}

const isRight = (answer: PredictedObject) => answer.kind === 'right';

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
    const { things } = row;
    if (!things) return row;
    const answers = test.pictures.map((one) =>
      one.answers.filter((each) => each.label === label && each.confidence >= confidence),
    );
    const right = answers.flat().filter(isRight).length;
    // An older test does not say what its mAP50 of what is shown was.
    const shown_map50 =
      row.shown_map50 === undefined ? undefined : computeAveragePrecision(rankAnswers(answers), things);
    return { ...row, precision: right / Math.max(1, answers.flat().length), recall: right / things, shown_map50 };
  });
  const { right, missed, ...wrong } = countAll(test, confidence);
  const things = by_class.reduce((sum, row) => sum + row.things, 0);
  if (!things) return test;
  const shown = by_class.flatMap((row) => row.shown_map50 ?? []);
  const averages = {
    ...test.averages,
    precision: right / Math.max(1, right + Object.values(wrong).reduce((sum, one) => sum + one)),
    recall: right / things,
    shown_map50: shown.length ? shown.reduce((sum, one) => sum + one) / shown.length : undefined,
  };
  return { ...test, averages, by_class };
}

/** Whether each answer is right, the surest first; answers: those of a class in each picture. */
function rankAnswers(answers: PredictedObject[][]): boolean[] {
  const sort = (some: PredictedObject[]) => [...some].sort((a, b) => b.confidence - a.confidence);
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
  const things = test.by_class.reduce((sum, row) => sum + row.things, 0);
  return (
    test.pictures.reduce((sum, one) => sum + one.truths.length, 0) === things &&
    test.pictures.reduce((sum, one) => sum + one.answers.filter(isRight).length, 0) === (test.counts.right ?? 0)
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
