/** The left side: which table, its columns, and the one to guess. */

import { Icon, type IconName } from '../../../components/icon';
import type { ColumnType, TableAbout, TableColumn } from '../../../lib/dataset_types';
import { type Key, t } from '../../../lib/texts';
import { DataChooser } from '../data_chooser';
import type { DatasetStore } from '../store';
import type { TableStore } from './table_store';
import './texts';

export const TYPE_ICONS: Record<ColumnType, IconName> = {
  number: 'hash',
  class: 'tag',
  date: 'timer',
  text: 'fileText',
};
export const TYPE_NAMES: Record<ColumnType, Key> = {
  number: 'typeNumber',
  class: 'typeClass',
  date: 'typeDate',
  text: 'typeNone',
};

interface ListProps {
  store: DatasetStore;
  table: TableStore;
  about: TableAbout;
}

export function ColumnList({ store, table, about }: ListProps) {
  const chosen = table.column.value?.name;
  return (
    <nav class="data-list table-list" aria-label={t('tableColumns')}>
      <div class="row data-which">
        <DataChooser store={store} name={table.name} />
      </div>
      <p class="cap num table-facts">{t('tableCount', { n: about.rows, m: about.columns.length })}</p>
      <ul class="data-classes">
        {about.columns.map((one) => (
          <li key={one.name}>
            <button
              class="table-column"
              aria-pressed={one.name === chosen}
              title={one.name}
              onClick={() => table.choose(one.name)}
            >
              <Icon name={TYPE_ICONS[one.type]} size="s" />
              <span class="ell grow">{one.name}</span>
              <ColumnNote column={one} />
            </button>
          </li>
        ))}
      </ul>
      <TargetField table={table} about={about} />
    </nav>
  );
}

function ColumnNote({ column }: { column: TableColumn }) {
  if (column.missing) return <span class="pill table-missing num">{t('missingShort', { n: column.missing })}</span>;
  if (column.type === 'class') return <span class="cap num">{t('dataClassCount', { n: column.different })}</span>;
  return <span class="cap">{t(TYPE_NAMES[column.type])}</span>;
}

/** What learners guess: a column of classes or of numbers. */
export function TargetField({ table, about }: { table: TableStore; about: TableAbout }) {
  const possible = about.columns.filter(
    ({ type, different }) => (type === 'class' || type === 'number') && different > 1,
  );
  return (
    <label class="table-target">
      <span class="cap">{t('tableTarget')}</span>
      <select
        class="choice"
        value={about.target}
        disabled={table.busy.value || !possible.length || table.opened.readOnly.value}
        onChange={(event) => void table.change({ do: 'target', column: event.currentTarget.value })}
      >
        {!possible.some(({ name }) => name === about.target) && (
          <option value={about.target}>{about.target || t('tableNoTarget')}</option>
        )}
        {possible.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
