/** The right side: what the chosen column is, how its cells are distributed, and what is odd about it. */

import { useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import type { ColumnType, TableAbout, TableColumn } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { TYPE_ICONS, TYPE_NAMES } from './column_list';
import { ClassMark, formatCell, getMarkColor } from './marks';
import type { TableStore } from './table_store';
import './texts';

const OFFERED: readonly ColumnType[] = ['number', 'class', 'text'];
const MAX_BARS = 12;

export function ColumnPanel({ table, about }: { table: TableStore; about: TableAbout }) {
  const column = table.column.value;
  if (!column) return null;
  const leak = about.leaks.includes(column.name);
  return (
    <aside class="data-side table-side" aria-label={column.name}>
      <h2 class="row table-side-head">
        <Icon name={TYPE_ICONS[column.type]} />
        <span class="ell">{column.name}</span>
      </h2>
      <div class="table-side-body">
        <TypeField table={table} column={column} />
        {column.type === 'number' ? <Histogram column={column} /> : <Bars column={column} />}
        {column.missing > 0 && <MissingFinding key={column.name} table={table} column={column} />}
        {leak && <LeakFinding table={table} about={about} column={column} />}
      </div>
    </aside>
  );
}

function TypeField({ table, column }: { table: TableStore; column: TableColumn }) {
  const fixed = table.busy.value || table.opened.readOnly.value;
  const shown = OFFERED.includes(column.type) ? OFFERED : [column.type, ...OFFERED];
  return (
    <section>
      <h3 id="table-type">{t('whatColumn')}</h3>
      <div class="seg" role="group" aria-labelledby="table-type">
        {shown.map((type) => (
          <button
            key={type}
            aria-pressed={type === column.type}
            disabled={fixed}
            onClick={() => type !== column.type && void table.change({ do: 'type', column: column.name, value: type })}
          >
            <Icon name={type === 'text' ? 'eyeOff' : TYPE_ICONS[type]} size="s" />
            <span>{t(TYPE_NAMES[type])}</span>
          </button>
        ))}
      </div>
      <p class="cap">{describeColumn(table, column)}</p>
    </section>
  );
}

function describeColumn(table: TableStore, column: TableColumn): string {
  const filled = (table.about.value?.rows ?? 0) - column.missing;
  if (!filled) return t('guessedNothing');
  if (column.type !== 'number') return t('guessedClass', { n: column.different });
  return t('guessedNumber', { n: filled, a: formatCell(column, column.low), b: formatCell(column, column.high) });
}

/** Bars of how many cells lie between two numbers. */
function Histogram({ column }: { column: TableColumn }) {
  const { bins, unit } = column;
  if (!bins.length) return null;
  const most = Math.max(...bins.map((one) => one.count));
  return (
    <figure class="table-histogram">
      <svg viewBox={`0 0 ${bins.length * 26} 88`} role="img" aria-label={t('histogramOf', { name: column.name })}>
        {bins.map((one, at) => {
          const height = one.count ? Math.max(2, (one.count / most) * 86) : 0;
          return (
            <rect key={one.from} x={at * 26 + 2} y={88 - height} width="22" height={height} rx="2">
              <title>
                {t('binSaid', { a: formatCell(column, one.from, 1), b: formatCell(column, one.to, 1), n: one.count })}
              </title>
            </rect>
          );
        })}
      </svg>
      <figcaption class="cap num">
        <span>{formatCell(column, column.low)}</span>
        <span>
          {formatCell(column, column.high)} {unit}
        </span>
      </figcaption>
    </figure>
  );
}

/** How many cells each class has. */
function Bars({ column }: { column: TableColumn }) {
  const shown = column.classes.slice(0, MAX_BARS);
  const most = Math.max(1, ...shown.map((one) => one.count));
  return (
    <ul class="table-bars">
      {shown.map((one, at) => (
        <li key={one.name}>
          <ClassMark number={at} />
          <span class="ell">{one.name}</span>
          <span class="table-bar">
            <i style={{ width: `${(one.count / most) * 100}%`, background: getMarkColor(at) }} />
          </span>
          <span class="num cap">{one.count}</span>
        </li>
      ))}
    </ul>
  );
}

/** Empty cells: three ways, the harmless one filled. */
function MissingFinding({ table, column }: { table: TableStore; column: TableColumn }) {
  const [typing, setTyping] = useState(false);
  const { name, missing, missing_rows: rows, middle } = column;
  const fixed = table.busy.value || table.opened.readOnly.value;
  const listed = rows.slice(0, 6).join(t('numberComma'));
  const fill = (value: string) => void table.change({ do: 'fill', column: name, value });
  const all = missing === table.about.value?.rows;
  return (
    <section class="table-finding">
      <Icon name="warning" />
      <div>
        <h3>{t('emptyCells', { n: missing })}</h3>
        <p class="cap">
          {t(rows.length > 6 || missing > rows.length ? 'emptyMore' : 'emptyWhere', { rows: listed })}
          {t('emptyWhy')}
        </p>
      </div>
      <div class="table-ways">
        {middle !== null && (
          <button class="btn pri wide" disabled={fixed} onClick={() => fill(middle)}>
            <Icon name="wand" />
            <span class="ell">{t(column.type === 'number' ? 'fillMiddle' : 'fillFrequent', { v: middle })}</span>
          </button>
        )}
        {!all && (
          <button class="btn" disabled={fixed} onClick={() => void table.change({ do: 'leave', column: name })}>
            <Icon name="eyeOff" />
            <span>{t('leaveRows', { n: missing })}</span>
          </button>
        )}
        <button class="btn" disabled={fixed} onClick={() => setTyping(true)}>
          <Icon name="pencil" />
          <span>{t('fillSelf')}</span>
        </button>
      </div>
      {typing && (
        <NameDialog
          title={t('fillTitle', { name })}
          name=""
          onName={(value) => (isFitting(column, value) ? fill(value) : showToast(t('notANumber')))}
          onClose={() => setTyping(false)}
        />
      )}
    </section>
  );
}

/** Whether a text can stand in a column. */
export const isFitting = (column: TableColumn, value: string) =>
  value.trim() !== '' && (column.type !== 'number' || Number.isFinite(Number(value.replace(',', '.'))));

/** A column that says the answer, with the way to leave it out. */
export function LeakFinding({ table, about, column }: { table: TableStore; about: TableAbout; column: TableColumn }) {
  return (
    <section class="table-finding">
      <Icon name="warning" />
      <div>
        <h3>{t('leaks', { c: column.name })}</h3>
        <p class="cap">{t('leaksWhy', { name: about.target })}</p>
      </div>
      <div class="table-ways">
        <button
          class={`btn wide ${column.missing ? '' : 'pri'}`}
          disabled={table.busy.value}
          onClick={() => void table.change({ do: 'type', column: column.name, value: 'text' })}
        >
          <Icon name="eyeOff" />
          <span class="ell">{t('leaveColumn', { c: column.name })}</span>
        </button>
      </div>
    </section>
  );
}
