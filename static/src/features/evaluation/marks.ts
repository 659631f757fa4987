/** How a test went, in a few letters. */

import { formatMark } from '../../lib/numbers/shares';
import { formatNumber } from '../../lib/texts';
import type { EvaluationRow } from '../../lib/types';

export const describeCorrect = ({ correct, total }: EvaluationRow) =>
  `${formatNumber(correct ?? 0)} / ${formatNumber(total ?? 0)}`;

/** Older records do not say how many things were found. */
export const describeFound = ({ found, things, map50 }: EvaluationRow) =>
  typeof found === 'number' && things
    ? `${formatNumber(found)} / ${formatNumber(things)}`
    : `mAP50 ${formatMark(map50)}`;

export const describeOverlap = ({ miou }: EvaluationRow) => `mIoU ${formatMark(miou)}`;
