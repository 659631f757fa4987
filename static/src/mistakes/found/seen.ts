/** What a test of a model that finds things shows when only its surer answers count, and which of its pictures fit a choice. */

import { iou } from '../../parts/boxes';
import type { AnswerMark, BoxMarksEvent, BoxPicture, MarkKind, TruthMark } from '../../types';

const LABEL = 0;
const SURENESS = 1;
const THINGS = 4;
/** Less overlap than this has nothing to do with a thing (TIDE's background threshold). */
const TOUCHES = 0.1;

/** A thing that is there, or an answer: where, of which class, what became of it. */
export interface Mark {
  truth: boolean;
  label: number;
  /** null: of a thing that is there. */
  confidence: number | null;
  box: readonly [number, number, number, number];
  outlines: number[][];
  kind: MarkKind;
}

export interface Choice {
  kind: MarkKind | null;
  label: number | null;
  confidence: number;
}

export type Counts = Record<MarkKind, number>;

/** The things and answers of a picture. A thing whose answer is not sure enough any more is missed. */
export function marksOf(picture: BoxPicture, confidence: number): Mark[] {
  const [, , , truths, answers] = picture;
  const given = answers.filter((one) => one[SURENESS] >= confidence);
  const all = given.length === answers.length;
  const pairs = all ? null : pairsOf(picture);
  const things = truths.map((truth, at): Mark => {
    const answer = pairs?.get(at);
    const lost = answer !== undefined && answers[answer][SURENESS] < confidence;
    return { truth: true, label: truth[LABEL], confidence: null, box: [truth[1], truth[2], truth[3], truth[4]], outlines: truth[6] ?? [], kind: lost ? 'missed' : truth[5] };
  });
  return [...things, ...given.map(asMark)];
}

function asMark(answer: AnswerMark): Mark {
  return { truth: false, label: answer[LABEL], confidence: answer[SURENESS], box: [answer[2], answer[3], answer[4], answer[5]], outlines: answer[7] ?? [], kind: answer[6] };
}

const paired = new WeakMap<BoxPicture, Map<number, number>>();

/** For each thing that was not missed the answer that it was taken for: the nearest first, each once. */
function pairsOf(picture: BoxPicture): Map<number, number> {
  const known = paired.get(picture);
  if (known) return known;
  const [, , , truths, answers] = picture;
  const near = truths.flatMap((truth, at) => answers.flatMap((answer, number) => {
    const share = fits(truth, answer) ? iou([truth[1], truth[2], truth[3], truth[4]], [answer[2], answer[3], answer[4], answer[5]]) : 0;
    return share > TOUCHES ? [{ at, number, share }] : [];
  }));
  const pairs = new Map<number, number>();
  const used = new Set<number>();
  for (const { at, number } of near.sort((a, b) => b.share - a.share)) {
    if (pairs.has(at) || used.has(number)) continue;
    pairs.set(at, number);
    used.add(number);
  }
  paired.set(picture, pairs);
  return pairs;
}

function fits(truth: TruthMark, answer: AnswerMark): boolean {
  return truth[5] === answer[6] && (truth[5] === 'wrong') !== (truth[LABEL] === answer[LABEL]);
}

/** Things count once: what became of them is said by their answer, or they are missed. */
export const counts = (mark: Mark) => !mark.truth || mark.kind === 'missed';

export function countsOf(marks: Mark[]): Counts {
  const found: Counts = { right: 0, wrong: 0, misplaced: 0, twice: 0, imagined: 0, missed: 0 };
  for (const mark of marks) if (counts(mark)) found[mark.kind]++;
  return found;
}

/** Over all pictures of the test, or as the test said it. */
export function allCounts(test: BoxMarksEvent, confidence: number): Counts {
  if (confidence <= test.confidence) return { ...countsOf([]), ...test.counts };
  return countsOf(test.pictures.flatMap((one) => marksOf(one, confidence)));
}

/** Whether the test kept all its pictures, so that they can be counted again. */
export function isWhole(test: BoxMarksEvent): boolean {
  const things = test.by_class.reduce((sum, row) => sum + (row[THINGS] ?? 0), 0);
  const right = (one: AnswerMark) => one[6] === 'right';
  return test.pictures.reduce((sum, one) => sum + one[3].length, 0) === things && test.pictures.reduce((sum, one) => sum + one[4].filter(right).length, 0) === (test.counts.right ?? 0);
}

/** Whether a mark is of the chosen kind and class. A thing that was called otherwise belongs to both classes. */
export function isChosen(mark: Mark, { kind, label }: Choice): boolean {
  return (kind === null || mark.kind === kind) && (label === null || mark.label === label);
}

/** The numbers of the pictures that have something chosen in them, in the order of the test. */
export function chosenOf(test: BoxMarksEvent, choice: Choice): number[] {
  const everything = choice.kind === null && choice.label === null;
  return [...test.pictures.keys()].filter((number) => everything || marksOf(test.pictures[number], choice.confidence).some((one) => isChosen(one, choice)));
}
