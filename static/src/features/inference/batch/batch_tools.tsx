/** What the grid shows, and in which order. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import { saveAnswers } from './answer_table';
import type { BatchStore } from './batch_store';
import type { BatchFilter, Order } from './batch_types';
import './texts';
import { formatPercent } from '../../../lib/numbers/shares';

/** Of fewer, a percentage would say more than anybody knows. */
const ENOUGH = 20;

export function BatchTools({ store }: { store: BatchStore }) {
  const { order, rows, model } = store;
  const [lowest, highest] = model.part?.orders ?? (['batchUnsure', 'batchSure'] as const);
  return (
    <div class="row batch-tools">
      <select
        class="choice"
        aria-label={t('batchOrder')}
        value={order.value}
        onChange={(event) => store.show(store.filter.peek(), event.currentTarget.value as Order)}
      >
        <option value="unsure">{t(lowest)}</option>
        <option value="sure">{t(highest)}</option>
        <option value="dropped">{t('batchDropped')}</option>
      </select>
      {!model.part && <AnswerFilter store={store} />}
      <span class="grow ell cap">{describeRight(store)}</span>
      <button class="btn" disabled={!rows.value.length} onClick={() => saveAnswers(store.shown.peek(), model)}>
        <Icon name="download" />
        <span>{t('batchCsv')}</span>
      </button>
    </div>
  );
}

function AnswerFilter({ store }: { store: BatchStore }) {
  const { finds, classes } = store.model;
  const rows = store.rows.value;
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const label of finds && row.things.length ? new Set(row.things.map((one) => one.label)) : [row.label])
      counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts.keys()].sort((one, other) => classes.indexOf(one) - classes.indexOf(other));
  const wrong = rows.filter((row) => row.wrong).length;
  const added = rows.filter((row) => row.added !== null).length;
  const chosen = store.filter.value;
  const name = (label: string, n: number) =>
    label ? t(finds ? 'batchFound' : 'batchOf', { name: label, n }) : t('batchNothing', { n });
  return (
    <select
      class="choice"
      aria-label={t('batchShow')}
      value={JSON.stringify(chosen)}
      onChange={(event) => store.show(JSON.parse(event.currentTarget.value) as BatchFilter, store.order.peek())}
    >
      <option value="{}">{t('batchEvery', { n: rows.length })}</option>
      {labels.map((label) => (
        <option key={label} value={JSON.stringify({ label })}>
          {name(label, counts.get(label)!)}
        </option>
      ))}
      {wrong > 0 && <option value={JSON.stringify({ state: 'wrong' })}>{t('batchWrong', { n: wrong })}</option>}
      {added > 0 && <option value={JSON.stringify({ state: 'added' })}>{t('batchAddedOnes', { n: added })}</option>}
    </select>
  );
}

function describeRight(store: BatchStore): string {
  if (store.model.part) return store.model.part.describeRight(store.rows.value);
  const { known, right } = store.right.value;
  if (!known) return '';
  if (known < ENOUGH) return t('batchRight', { n: known, m: right });
  return t('batchRightShare', { n: known, m: right, p: formatPercent(right / known) });
}
