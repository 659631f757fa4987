/** The answers as a table of text, for a spreadsheet. */

import { saveFile } from '../../../lib/save_file';
import { t } from '../../../lib/texts';
import type { BatchRow } from './batch_types';
import './texts';

/** Hands the answers to the browser's downloads. */
export function saveAnswers(rows: BatchRow[]): void {
  // With the mark by which Excel knows UTF-8.
  saveFile('answers.csv', `\ufeff${formatTable(rows)}`, 'text/csv');
}

function formatTable(rows: BatchRow[]): string {
  const lines = rows.flatMap((row) => {
    const answers = row.scores.length
      ? [[row.label, row.sure] as const]
      : row.things.map((one) => [one.label, one.confidence] as const);
    return (answers.length ? answers : [['', 0] as const]).map(([label, sure]) =>
      [row.path, label, sure.toFixed(4), row.truth ?? '', row.added ?? ''].map(quote).join(','),
    );
  });
  return `${[t('batchColumns'), ...lines].join('\r\n')}\r\n`;
}

/** A name that begins like a formula would be computed by a spreadsheet. */
function quote(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
