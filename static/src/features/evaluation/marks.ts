/** How a test went, in a few letters. */

import type { EvaluationEvent, TagEvaluationEvent } from '../../lib/messages';
import { formatMark } from '../../lib/numbers/shares';
import { formatNumber, type Key, type Values } from '../../lib/texts';
import type { EvaluationRow } from '../../lib/types';

export const describeCorrect = ({ correct, total }: EvaluationRow) =>
  `${formatNumber(correct ?? 0)} / ${formatNumber(total ?? 0)}`;

/** The same as a sentence, of a test that counts right answers. */
export const describeAnswered = ({ split, correct, total }: EvaluationEvent | TagEvaluationEvent): [Key, Values] => [
  split === 'val' ? 'checked' : 'tested',
  { n: correct, m: total },
];

/** Older records do not say how many things were found. */
export const describeFound = ({ found, things, map50 }: EvaluationRow) =>
  typeof found === 'number' && things
    ? `${formatNumber(found)} / ${formatNumber(things)}`
    : `mAP50 ${formatMark(map50)}`;

export const describeOverlap = ({ miou }: EvaluationRow) => `mIoU ${formatMark(miou)}`;
