/** The answers as a table of text, for a spreadsheet. */

import { showToast } from '../../../components/toast';
import { saveFile } from '../../../lib/files/save_file';
import { t } from '../../../lib/texts';
import type { BatchRow } from './batch_types';
import './texts';

const NAME = 'answers.csv';

/** Hands the answers to the browser's downloads, and says so. */
export function saveAnswers(rows: BatchRow[]): void {
  // With the mark by which Excel knows UTF-8.
  saveFile(NAME, `\ufeff${formatTable(rows)}`, 'text/csv');
  showToast(t('batchCsvSaved', { name: NAME }));
}

/** What nothing is known of has no column. */
function formatTable(rows: BatchRow[]): string {
  const named = rows.some((row) => row.truth !== null);
  const added = rows.some((row) => row.added !== null);
  const heads = [
    ...[t('batchColumnPicture'), t('batchColumnAnswer'), t('batchColumnSure')],
    ...(named ? [t('batchColumnTruth'), t('batchColumnRight')] : []),
    ...(added ? [t('batchColumnAdded')] : []),
  ];
  const lines = rows.flatMap((row) => {
    const answers = row.scores.length
      ? [[row.label, row.sure] as const]
      : row.things.map((one) => [one.label, one.confidence] as const);
    return (answers.length ? answers : [['', 0] as const]).map(([label, sure]) => [
      ...[row.path, label, sure.toFixed(4)],
      ...(named ? [row.truth ?? '', describeRight(row, label)] : []),
      ...(added ? [row.added ?? ''] : []),
    ]);
  });
  return [heads, ...lines].map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

function describeRight({ truth }: BatchRow, label: string): string {
  return truth === null ? '' : t(truth === label ? 'batchIsRight' : 'batchIsWrong');
}

/** A name that begins like a formula would be computed by a spreadsheet. */
function quote(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
