/** The answers as a table of text, for a spreadsheet. */

import { showToast } from '../../../components/toast';
import { saveFile } from '../../../lib/files/save_file';
import { t } from '../../../lib/texts';
import type { BatchPart } from '../part';
import type { BatchModel } from './batch_store';
import type { BatchRow } from './batch_types';
import './texts';

const NAME = 'answers.csv';

/** Hands the answers to the browser's downloads, and says so. */
export function saveAnswers(rows: BatchRow[], { part }: BatchModel): void {
  // With the mark by which Excel knows UTF-8.
  saveFile(NAME, `\ufeff${part ? formatCells(rows, part) : formatTable(rows)}`, 'text/csv');
  showToast(t('batchCsvSaved', { name: NAME }));
}

function formatCells(rows: BatchRow[], part: BatchPart): string {
  const named = rows.some((row) => row.truth !== null);
  const lines = rows.map((row) => [row.path, ...part.listCells(row, named)]);
  return joinTable([[t('batchColumnPicture'), ...part.columns(named)], ...lines]);
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
  return joinTable([heads, ...lines]);
}

const joinTable = (lines: string[][]) => lines.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');

function describeRight({ truth }: BatchRow, label: string): string {
  return truth === null ? '' : t(truth === label ? 'batchIsRight' : 'batchIsWrong');
}

/** A name that begins like a formula would be computed by a spreadsheet; a number is none. */
function quote(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
