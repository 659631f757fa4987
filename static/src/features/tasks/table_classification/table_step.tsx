/** The table that is learned from, and the column of it that is guessed. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import { TableImportButton } from '../../data/tables/import/import_button';
import { SetOption } from '../../guide/data_step';
import type { GuideStore } from '../../guide/store';
import { RefusedSet } from '../../guide/task_step';
import './texts';

export function TableStep({ store }: { store: GuideStore }) {
  const refusal = store.refusal.value;
  return (
    <>
      <div class="guide-ways">
        <TableImportButton opened={store.opened} onTaken={(name) => void store.chooseTable(name)} />
      </div>
      {store.set.value?.samples === 'row' && <Target store={store} />}
      {refusal && <RefusedSet store={store} refusal={refusal} />}
      <div class="guide-options" role="radiogroup" aria-labelledby="guide-title">
        {store.tables.list().map((one) => (
          <SetOption key={one.name} store={store} set={one} fitting />
        ))}
      </div>
    </>
  );
}

/** The column to guess: of classes or of numbers. */
function Target({ store }: { store: GuideStore }) {
  const set = store.set.value!;
  const about = store.tables.getStore(set.name).about.value;
  const { target } = store.program.value!.plan;
  const offered = (about?.columns ?? []).filter(({ type }) => type === 'number' || type === 'class');
  const { length: n } = set.classes;
  const few = set.task !== 'table_regression' && n < 2;
  return (
    <div class="guide-target">
      <label class="row">
        <span>{t('rowsTarget')}</span>
        <select
          class="choice"
          value={target}
          disabled={!store.writable.value || store.opened.run.busy.value}
          onChange={(event) => void store.chooseTarget(event.currentTarget.value)}
        >
          {!target && <option value="">–</option>}
          {offered.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {target && about && (
        <p class={few ? 'guide-note warn row' : 'cap'}>
          {few && <Icon name="warning" class="warn-text" />}
          <span>
            {few
              ? t('rowsFewClasses')
              : set.task === 'table_regression'
                ? t('rowsTargetNumber')
                : t('rowsTargetClass', { n })}
          </span>
        </p>
      )}
    </div>
  );
}
