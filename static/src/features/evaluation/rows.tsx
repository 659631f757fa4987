/** What the tabs of the evaluation share: the choice of a test, and results in words. */

import { getTask } from '../../lib/tasks';
import { type Key, lang, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import { nameSamples } from './sample_words';
import type { TestRow } from './store';
import './texts';
import '../../lib/common_texts';
import { formatPercent } from '../../lib/numbers/shares';

const SPLITS: Record<string, Key> = { train: 'splitTrain', val: 'splitVal', test: 'splitTest', all: 'splitAll' };

/** How sure the model was, in whole per cent. */
export function formatConfidence(confidence: number): string {
  return t('confidence', { p: formatPercent(confidence) });
}

/** A test in one line: when it was, on which pictures, how it went. */
export function getRowName(row: TestRow): string {
  const split = row.split in SPLITS ? t(SPLITS[row.split], nameSamples(row.sample_kind)) : row.split;
  return [formatDate(row.at), split, getTask(row.task).evaluation.describeMark(row)].join(' · ');
}

interface TestChooserProps {
  rows: TestRow[];
  chosen: string | null;
  label: string;
  onChoose(key: string): void;
}

export function TestChooser({ rows, chosen, label, onChoose }: TestChooserProps) {
  if (rows.length === 1 && chosen) return <span class="cap num">{getRowName(rows[0])}</span>;
  return (
    <select
      class="choice num"
      key={lang.value}
      aria-label={label}
      title={label}
      value={chosen ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {!chosen && <option value="">{label}</option>}
      {rows.map((one) => (
        <option key={one.key} value={one.key}>
          {getRowName(one)}
        </option>
      ))}
    </select>
  );
}

/** Right or wrong, by sign and word. */
export function RightMark({ right }: { right: boolean }) {
  return right ? <b class="ok-text nowrap">✓ {t('right')}</b> : <b class="bad-text nowrap">✗ {t('wrong')}</b>;
}
