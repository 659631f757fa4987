/** A row made in a form of a model's columns, and what the model says of it. */

import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Cell } from '../../../lib/dataset_types';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { formatPercent } from '../../../lib/numbers/shares';
import { t } from '../../../lib/texts';
import type { ModelFile, RowAnswer, TableField } from '../../../lib/types';
import { RowFields } from '../../data/tables/row_fields';
import type { FormProps } from '../../inference/part';
import { Trouble } from '../../inference/prediction';
import { RowAsking } from './row_asking';
import './texts';
import '../../../lib/common_texts';
import '../../inference/texts';

/** Steps of a slider, at least. */
const STEPS = 50;

export function RowForm({ opened, model, head, note, onAnswer }: FormProps) {
  const fields = model.columns ?? [];
  const values = useSignal<ReadonlyMap<string, Cell>>(fillMiddle(fields));
  const asking = useMemo(() => new RowAsking(opened.id, model.path), [opened, model.path]);
  const [answer, trouble] = [asking.answer.value, asking.trouble.value];
  useEffect(() => void asking.ask(values.value), [asking, values.value, model.modified]);
  useEffect(() => {
    if (answer) onAnswer?.();
  }, [answer]);
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
          {trouble ? (
            <Trouble text={trouble} onRetry={() => void asking.ask(values.value)} />
          ) : (
            <Answer model={model} answer={answer} />
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
