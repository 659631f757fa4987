/** Two tests compared: which pictures changed, and whether the gap is more than luck. */

import type { EvaluationEvent } from '../../lib/messages';

const LEVEL = 0.05;

export type Verdict = 'same' | 'luck' | 'real';

/** A picture of a test: its number in `marks.pictures`. */
export type Picture = number;

export interface Comparison {
  /** Right answers now less those before; the same share of as many pictures when the tests were not equally long. */
  gain: number;
  verdict: Verdict;
  /** The pictures whose mark changed, and those wrong both times; null when the tests asked different pictures. */
  changes: { mended: Picture[]; spoiled: Picture[]; still: Picture[] } | null;
}

export function isRight([, truth, answer]: EvaluationEvent['pictures'][number]): boolean {
  return truth === answer;
}

/**
 * When both tests asked the same pictures: McNemar's exact test (Psychometrika 12, 1947). Only pictures whose mark
 * changed speak; if chance alone had turned them, each would be as likely to get better as worse. Otherwise: the test
 * of two proportions with a pooled share. Both are two-sided, at 5 %.
 */
export function compareTests(now: EvaluationEvent, before: EvaluationEvent): Comparison {
  const gain = Math.round(now.correct - (before.correct * now.total) / Math.max(1, before.total));
  const changes = countChanges(now, before);
  const chance = changes
    ? computeSignTest(changes.mended.length, changes.spoiled.length)
    : compareProportions(now, before);
  return { gain, changes, verdict: gain === 0 ? 'same' : chance < LEVEL ? 'real' : 'luck' };
}

function countChanges(now: EvaluationEvent, before: EvaluationEvent): Comparison['changes'] {
  const old = new Map(before.pictures.map((one) => [one[0], isRight(one)]));
  const whole = (test: EvaluationEvent) => test.pictures.length === test.total;
  const paired =
    whole(now) && whole(before) && old.size === now.total && now.pictures.every(([path]) => path && old.has(path));
  if (!paired || new Set(now.pictures.map(([path]) => path)).size < now.total) return null;
  const changes = { mended: [] as Picture[], spoiled: [] as Picture[], still: [] as Picture[] };
  now.pictures.forEach((one, number) => {
    const was = old.get(one[0]);
    if (isRight(one)) !was && changes.mended.push(number);
    else (was ? changes.spoiled : changes.still).push(number);
  });
  return changes;
}

/** The chance of a split at least as uneven when both sides are equally likely. */
export function computeSignTest(better: number, worse: number): number {
  const n = better + worse;
  let log = -n * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= Math.min(better, worse); k++) {
    sum += Math.exp(log);
    log += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * sum);
}

function compareProportions(a: EvaluationEvent, b: EvaluationEvent): number {
  const pooled = (a.correct + b.correct) / Math.max(1, a.total + b.total);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / Math.max(1, a.total) + 1 / Math.max(1, b.total)));
  if (!spread) return 1;
  return computeTwoTailed(Math.abs(a.correct / a.total - b.correct / b.total) / spread);
}

/** Both tails of the normal distribution beyond z (Abramowitz and Stegun, 7.1.26; error below 2e-7). */
function computeTwoTailed(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  return (
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x)
  );
}
