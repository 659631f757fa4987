/** What a comparison of two tests of models that find things says, in words. */

import { t } from '../../../../lib/texts';
import type { DetectionComparison } from '../../../evaluation/comparison/api';
import type { Judgment } from '../../../evaluation/comparison/verdict';
import './texts';

/** How much higher the mark is now, in hundredths. */
export function getDifference({ marks }: DetectionComparison): number {
  return marks ? 100 * (marks[1] - marks[0]) : 0;
}

export const judgeDetection = (comparison: DetectionComparison): Judgment => ({
  verdict: comparison.verdict,
  gain: getDifference(comparison),
});

export function describeThings({ things }: DetectionComparison): string {
  const gain = things.only_after - things.only_before;
  return gain ? t(gain > 0 ? 'foundMore' : 'foundFewer', { n: Math.abs(gain) }) : t('foundSame');
}
