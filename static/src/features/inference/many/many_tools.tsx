/** What the grid shows, and in which order. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import { saveAnswers } from './answer_table';
import type { ManyStore } from './many_store';
import type { ManyFilter, Order } from './many_types';
import './texts';

/** Of fewer, a percentage would say more than anybody knows. */
const ENOUGH = 20;

export function ManyTools({ store }: { store: ManyStore }) {
  const { order, rows } = store;
  return (
    <div class="row many-tools">
      <select
        class="choice"
        aria-label={t('manyOrder')}
        value={order.value}
        onChange={(event) => store.show(store.filter.peek(), event.currentTarget.value as Order)}
      >
        <option value="unsure">{t('manyUnsure')}</option>
        <option value="sure">{t('manySure')}</option>
        <option value="dropped">{t('manyDropped')}</option>
      </select>
      <AnswerFilter store={store} />
      <span class="grow ell cap">{describeRight(store)}</span>
      <button class="btn" disabled={!rows.value.length} onClick={() => saveAnswers(store.shown.peek())}>
        <Icon name="download" />
        <span>{t('manyCsv')}</span>
      </button>
    </div>
  );
}

function AnswerFilter({ store }: { store: ManyStore }) {
  const { finds, classes } = store.model;
  const rows = store.rows.value;
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const label of finds && row.things.length ? new Set(row.things.map((one) => one.label)) : [row.label])
      counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts.keys()].sort((one, other) => classes.indexOf(one) - classes.indexOf(other));
  const wrong = rows.filter((row) => row.truth !== null && row.truth !== row.label).length;
  const added = rows.filter((row) => row.added !== null).length;
  const chosen = store.filter.value;
  const name = (label: string, n: number) =>
    label ? t(finds ? 'manyFound' : 'manyOf', { name: label, n }) : t('manyNothing', { n });
  return (
    <select
      class="choice"
      aria-label={t('manyShow')}
      value={JSON.stringify(chosen)}
      onChange={(event) => store.show(JSON.parse(event.currentTarget.value) as ManyFilter, store.order.peek())}
    >
      <option value="{}">{t('manyEvery', { n: rows.length })}</option>
      {labels.map((label) => (
        <option key={label} value={JSON.stringify({ label })}>
          {name(label, counts.get(label)!)}
        </option>
      ))}
      {wrong > 0 && <option value={JSON.stringify({ state: 'wrong' })}>{t('manyWrong', { n: wrong })}</option>}
      {added > 0 && <option value={JSON.stringify({ state: 'added' })}>{t('manyAddedOnes', { n: added })}</option>}
    </select>
  );
}

function describeRight(store: ManyStore): string {
  const { known, right } = store.right.value;
  if (!known) return '';
  if (known < ENOUGH) return t('manyRight', { n: known, m: right });
  return t('manyRightShare', { n: known, m: right, p: `${Math.round((100 * right) / known)}%` });
}
