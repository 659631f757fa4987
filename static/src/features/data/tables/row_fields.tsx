/** A form made from the columns of a table: a slider and a field for numbers, segments or a menu for classes. */

import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Cell, TableColumn, TableField } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { formatCell } from './marks';
import './row_texts';

const MAX_FIELDS = 8;
const MAX_SEGMENTS = 3;

/** How the numbers of a column are written. */
export type NumberStyle = Pick<TableColumn, 'decimals' | 'unit'>;

interface FieldsProps {
  fields: readonly TableField[];
  /** Where there are more than eight columns: those that stand first. */
  first?: ReadonlySet<string | null>;
  values: ReadonlySignal<ReadonlyMap<string, Cell>>;
  findColumn(name: string): NumberStyle;
  onChange(name: string, value: Cell): void;
}

type FieldProps = Omit<FieldsProps, 'fields' | 'first'> & { field: TableField };

/** At most eight are seen at once. */
export function RowFields({ fields, first = new Set(), ...more }: FieldsProps) {
  const ordered =
    fields.length <= MAX_FIELDS
      ? fields
      : [...fields].sort((a, b) => Number(first.has(b.name)) - Number(first.has(a.name)));
  const others = ordered.slice(MAX_FIELDS);
  const show = (field: TableField) => <Field key={field.name} {...more} field={field} />;
  return (
    <div class="tree-form">
      {ordered.slice(0, MAX_FIELDS).map(show)}
      {others.length > 0 && (
        <details>
          <summary>{t('rowOthers', { n: others.length })}</summary>
          {others.map(show)}
        </details>
      )}
    </div>
  );
}

const Field = (props: FieldProps) => (props.field.values ? <Choice {...props} /> : <Slider {...props} />);

function Slider({ field: { name, low, high }, values, findColumn, onChange }: FieldProps) {
  const column = findColumn(name);
  const value = Number(values.value.get(name));
  // What is being typed stays, whatever is drawn anew meanwhile; it counts when it is done.
  const [typed, setTyped] = useState<string | null>(null);
  const change = (text: string) => {
    setTyped(null);
    const number = Number(text.replace(',', '.'));
    if (text.trim() && Number.isFinite(number)) onChange(name, number);
  };
  return (
    <div class="tree-field">
      <span class="ell" title={name}>
        {name}
      </span>
      <input
        type="range"
        aria-label={name}
        min={low}
        max={high}
        step={10 ** -column.decimals}
        value={value}
        onInput={(event) => onChange(name, Number(event.currentTarget.value))}
      />
      <input
        type="text"
        inputMode="decimal"
        class="num"
        aria-label={[name, column.unit].filter(Boolean).join(' · ')}
        value={typed ?? formatCell(column, value, 6)}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}

function Choice({ field: { name, values: offered = [] }, values, onChange }: FieldProps) {
  const chosen = String(values.value.get(name));
  return (
    <div class="tree-field choice-field">
      <span class="ell" title={name}>
        {name}
      </span>
      {offered.length <= MAX_SEGMENTS ? (
        <div class="seg" role="group" aria-label={name}>
          {offered.map((value) => (
            <button key={value} aria-pressed={value === chosen} onClick={() => onChange(name, value)}>
              <span class="ell">{value}</span>
            </button>
          ))}
        </div>
      ) : (
        <select
          class="choice"
          aria-label={name}
          value={chosen}
          onChange={(event) => onChange(name, event.currentTarget.value)}
        >
          {offered.map((value) => (
            <option key={value}>{value}</option>
          ))}
        </select>
      )}
    </div>
  );
}
