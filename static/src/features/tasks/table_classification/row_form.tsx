/** A row made in a form of a model's columns, and what the model says of it. */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import * as api from '../../../lib/api';
import type { Cell } from '../../../lib/dataset_types';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { formatPercent } from '../../../lib/numbers/shares';
import { say, t } from '../../../lib/texts';
import type { ModelFile, RowAnswer, TableField, Text } from '../../../lib/types';
import { RowFields } from '../../data/tables/row_fields';
import type { FormProps } from '../../inference/part';
import './texts';
import '../../inference/texts';

/** Steps of a slider, at least. */
const STEPS = 50;

export function RowForm({ opened, model, head, note, onAnswer }: FormProps) {
  const fields = model.columns ?? [];
  const values = useSignal<ReadonlyMap<string, Cell>>(fillMiddle(fields));
  const answer = useSignal<RowAnswer | null>(null);
  const trouble = useSignal<Text | null>(null);
  const cells = Object.fromEntries(values.value);
  useEffect(() => {
    const stopped = new AbortController();
    api
      .askRow(opened.id, model.path, cells, stopped.signal)
      .then((found) => {
        [answer.value, trouble.value] = [found, null];
        onAnswer?.();
      })
      .catch((error) => {
        if (!stopped.signal.aborted) trouble.value = api.describeError(error);
      });
    return () => stopped.abort();
  }, [values.value, model.path, model.modified]);
  return (
    <section class="panel try" aria-label={t('tryIt')}>
      <header class="row try-head">
        <h2>{t('rowsNew')}</h2>
        {head}
      </header>
      <div class="try-body">
        <RowFields
          fields={fields}
          values={values}
          findColumn={(name) => ({ decimals: countDecimals(fields.find((one) => one.name === name)!), unit: '' })}
          onChange={(name, value) => (values.value = new Map(values.peek()).set(name, value))}
        />
        <div class="try-answer">
          {trouble.value ? (
            <p class="try-trouble row" role="alert">
              <Icon name="alert" class="bad-text" />
              <span>{say(trouble.value)}</span>
            </p>
          ) : (
            <Answer model={model} answer={answer.value} />
          )}
        </div>
      </div>
      <p class="cap try-block">{note ?? t('rowsBlock')}</p>
    </section>
  );
}

function Answer({ model, answer }: { model: ModelFile; answer: RowAnswer | null }) {
  if (!answer)
    return (
      <div class="try-winner waiting" role="status">
        <b>{t('tryWaking')}</b>
      </div>
    );
  const range = { low: model.numbers?.low ?? 0, high: model.numbers?.high ?? answer.value ?? 0 };
  return (
    <>
      <output class="try-winner" aria-live="polite">
        <span>{model.target}</span>
        <b>{answer.value === null ? answer.label : formatQuantity(answer.value, answer.unit, range)}</b>
      </output>
      {answer.scores.length > 0 && (
        <ul class="table-bars row-scores">
          {answer.scores.map(({ label, score }) => (
            <li key={label}>
              <span class="ell">{label}</span>
              <span class="table-bar">
                <i style={{ width: `${100 * score}%` }} />
              </span>
              <span class="num cap">{formatPercent(score)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const fillMiddle = (fields: readonly TableField[]) =>
  new Map<string, Cell>(
    fields.map((one) => [
      one.name,
      one.values?.[0] ?? Number((((one.low ?? 0) + (one.high ?? 0)) / 2).toFixed(countDecimals(one))),
    ]),
  );

/** So many digits behind the point that a slider has enough steps. */
function countDecimals({ low = 0, high = 0 }: TableField): number {
  const range = high - low;
  return range > 0 ? Math.min(10, Math.max(0, Math.ceil(-Math.log10(range / STEPS)))) : 0;
}
