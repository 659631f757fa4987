/** What a comparison of two tests of models that find things says, in words. */

import { type Key, t } from '../../../../lib/texts';
import type { DetectionComparison, Verdict } from '../../../evaluation/comparison/api';
import type { Judgement } from '../../../evaluation/comparison/verdict';
import './texts';

const CONCLUSIONS: Record<Exclude<Verdict, 'unlikely_chance'>, Key> = {
  uncertain: 'drawUncertain',
  may_be_chance: 'drawMaybe',
  too_few: 'drawTooFew',
};

/** How much higher the mark is now, in hundredths. */
export function getDifference({ marks }: DetectionComparison): number {
  return marks ? 100 * (marks[1] - marks[0]) : 0;
}

export const judgeDetection = (comparison: DetectionComparison): Judgement => ({
  verdict: comparison.verdict,
  gain: getDifference(comparison),
});

export function describeThings({ things }: DetectionComparison): string {
  const gain = things.only_after - things.only_before;
  return gain ? t(gain > 0 ? 'foundMore' : 'foundFewer', { n: Math.abs(gain) }) : t('foundSame');
}

export function concludeDetection(comparison: DetectionComparison): string {
  const { verdict, marks } = comparison;
  if (!marks) return t('drawNothing');
  if (verdict !== 'unlikely_chance') return t(CONCLUSIONS[verdict]);
  return t(getDifference(comparison) > 0 ? 'drawBetter' : 'drawWorse');
}
