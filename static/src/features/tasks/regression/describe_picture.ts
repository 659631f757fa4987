/** Pictures of a test of numbers, in words. */

import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { type Key, t } from '../../../lib/texts';
import './number_texts';

/** The right number and the answer of a picture, and how far they are apart. */
export function describePicture(marks: NumberEvaluationEvent, number: number): { names: string; off: string } {
  const { truth, answer } = marks.pictures[number];
  const format = (value: number) => formatQuantity(value, marks.unit, marks);
  return {
    names: t('numberPoint', { a: format(truth), b: format(answer) }),
    off: t('numberOff', { n: format(Math.abs(truth - answer)) }),
  };
}

/** What may help where the mean does as well: what learns from rows has no epochs. */
export const getNothing = (sampleKind: string): Key => (sampleKind === 'row' ? 'numberNothingRows' : 'numberNothing');
