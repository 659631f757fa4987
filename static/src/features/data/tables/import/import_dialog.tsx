/** What was guessed of a table that is about to be imported: a column each, with its type and first values. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../../../components/dialog';
import { Icon } from '../../../../components/icon';
import type { ColumnType, TableColumn, TableContents } from '../../../../lib/dataset_types';
import { say, t } from '../../../../lib/texts';
import { TYPE_NAMES } from '../column_list';
import '../../../../lib/common_texts';
import '../texts';
import './texts';

/** What somebody chose: types of columns; null: not to import it; 'dataset': to import it as a data set of samples. */
export type ImportChoice = Record<string, ColumnType> | 'dataset' | null;

const MAX_COLUMNS = 30;
const TYPES: readonly ColumnType[] = ['number', 'class', 'date', 'text'];

interface ImportProps {
  name: string;
  about: TableContents;
  onAnswer(choice: ImportChoice): void;
}

export function TableImportDialog({ name, about, onAnswer }: ImportProps) {
  const [types, setTypes] = useState<Record<string, ColumnType>>({});
  const remarks = about.notes.filter(({ level }) => level === 'warn');
  const shown = about.columns.slice(0, MAX_COLUMNS);
  const more = about.columns.length - shown.length;
  const sentences = about.columns.some(({ type }) => type === 'text');
  return (
    <Dialog
      title={t('tableImportTitle', { name })}
      class="import-dialog table-import"
      firm
      onClose={() => onAnswer(null)}
    >
      <p class="row cap">
        <span class="grow">{t('tableGuesses')}</span>
        <span class="num">{t('tableCount', { n: about.rows, m: about.columns.length })}</span>
      </p>
      <ul class="table-import-columns plain">
        {shown.map((one) => (
          <ImportColumn
            key={one.name}
            column={one}
            odd={remarks.some((note) => note.key === 'table_odd_cells' && say(note).includes(one.name))}
            type={types[one.name] ?? one.type}
            onType={(type) => setTypes({ ...types, [one.name]: type })}
          />
        ))}
      </ul>
      {more > 0 && <p class="cap">{t('tableMoreColumns', { n: more })}</p>}
      {remarks.map((note) => (
        <p key={note.key + note.en} class="import-finding">
          <Icon name="warning" size="s" />
          <span>{say(note)}</span>
        </p>
      ))}
      <div class="row dialog-foot">
        {sentences && (
          <button class="btn ghost" onClick={() => onAnswer('dataset')}>
            {t('tableAsSentences')}
          </button>
        )}
        <span class="grow" />
        <button class="btn" onClick={() => onAnswer(null)}>
          {t('tableNotNow')}
        </button>
        <button class="btn pri" onClick={() => onAnswer(pickChanged(about, types))}>
          <Icon name="folder" />
          <span>{t('tableTake', { n: about.rows })}</span>
        </button>
      </div>
    </Dialog>
  );
}

/** The types that are others than were guessed. */
function pickChanged({ columns }: TableContents, types: Record<string, ColumnType>): Record<string, ColumnType> {
  const changed = columns.filter(({ name, type }) => (types[name] ?? type) !== type);
  return Object.fromEntries(changed.map(({ name }) => [name, types[name]]));
}

interface ColumnProps {
  column: TableColumn;
  odd: boolean;
  type: ColumnType;
  onType(type: ColumnType): void;
}

function ImportColumn({ column, odd, type, onType }: ColumnProps) {
  return (
    <li class={odd ? 'odd' : ''}>
      <b class="ell" title={column.name}>
        {column.name}
      </b>
      <select
        class="choice"
        aria-label={t('tableTypeOf', { name: column.name })}
        value={type}
        onChange={(event) => onType(event.currentTarget.value as ColumnType)}
      >
        {TYPES.map((one) => (
          <option key={one} value={one}>
            {t(one === 'text' ? 'typeText' : TYPE_NAMES[one])}
          </option>
        ))}
      </select>
      {column.head.map((value, at) => (
        <span key={at} class={`ell ${value === null ? 'warn-text' : ''}`}>
          {value ?? t('emptyCell')}
        </span>
      ))}
    </li>
  );
}
