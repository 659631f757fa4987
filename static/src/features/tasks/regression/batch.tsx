/** The answers of a model of numbers to many pictures. */

import { isNumber } from '../../../lib/numbers/is_number';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { t } from '../../../lib/texts';
import type { BatchRow } from '../../inference/batch/batch_types';
import type { BatchPart } from '../../inference/part';
import type { NumberAnswer } from './answer_types';
import { NumberScale } from './number_scale';
import './number_texts';

const readAnswer = ({ answer }: BatchRow) => answer as unknown as NumberAnswer;
const format = (row: BatchRow, value = readAnswer(row).value) =>
  formatQuantity(value, readAnswer(row).unit, readAnswer(row));
const getError = (row: BatchRow) => Math.abs(readAnswer(row).value - Number(row.truth));

export const numberBatch: BatchPart = {
  rank: (answer) => (answer as unknown as NumberAnswer).value,
  orders: ['numberSmallest', 'numberBiggest'],
  readTruth: (folder) => (isNumber(folder) ? folder.trim() : null),
  describe: (row) => format(row),
  describeRight(rows) {
    const known = rows.filter((row) => row.truth !== null);
    if (!known.length) return '';
    const mean = known.reduce((sum, row) => sum + getError(row), 0) / known.length;
    return t('numberBatchError', { n: known.length, m: format(known[0], mean) });
  },
  columns: (named) => [
    t('numberAnswer'),
    t('numberColumnUnit'),
    ...(named ? [t('numberTruth'), t('numberColumnError')] : []),
  ],
  listCells: (row, named) => [
    ...[String(readAnswer(row).value), readAnswer(row).unit],
    ...(named ? [row.truth ?? '', row.truth === null ? '' : String(getError(row))] : []),
  ],
  Large: ({ row }) => {
    const answer = readAnswer(row);
    const truth = row.truth === null ? undefined : Number(row.truth);
    return (
      <>
        <NumberScale range={answer} unit={answer.unit} answer={answer.value} truth={truth} />
        {truth !== undefined && <p class="cap">{t('numberPoint', { a: format(row, truth), b: format(row) })}</p>}
      </>
    );
  },
};
