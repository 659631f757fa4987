/** The rows of a table under a header that sorts them, and below what was done last. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import type { TableAbout, TableColumn, TableDecision } from '../../../lib/dataset_types';
import { lang, t } from '../../../lib/texts';
import { TYPE_NAMES } from './column_list';
import { isFitting } from './column_panel';
import { RowGrid } from './row_grid';
import type { SideProps } from './side_props';
import type { TableStore } from './table_store';
import './texts';
import '../../../lib/common_texts';

/** Pixels of a column: as its name and values need, within these. */
const [NARROWEST, WIDEST, LETTER] = [96, 220, 9];
/** Of a letter's width, in the line under the name. */
const SMALL = 0.8;

export function RowsView({ table, about }: SideProps) {
  const view = useRef<HTMLDivElement>(null);
  const grid = useRef<RowGrid | null>(null);
  const [filled, setFilled] = useState<{ column: TableColumn; row: number } | null>(null);
  useLayoutEffect(() => {
    const mine = (grid.current = new RowGrid(view.current!, {
      total: () => table.rows.total ?? 0,
      row: (index) => table.rows.get(index),
      want: (from, to) => table.rows.want(from, to),
      columns: () => table.about.peek()?.columns ?? [],
      chosen: () => table.column.peek()?.name ?? null,
      onChoose: (column) => table.choose(column),
      onSeen: (first, last) => {
        const before = table.seen.peek();
        if (before?.first !== first || before.last !== last) table.seen.value = { first, last };
      },
      onFill: (name, row) => {
        const column = table.about.peek()?.columns.find((one) => one.name === name);
        if (column && !table.opened.readOnly.peek()) setFilled({ column, row });
      },
    }));
    return () => mine.dispose();
  }, [table]);
  useLayoutEffect(() => grid.current?.refresh(), [table.news.value, table.column.value?.name, lang.value, about]);
  const { order, only } = table;
  useEffect(() => grid.current?.scrollToTop(), [order.value, only.value]);
  const template = `52px ${about.columns.map((one) => `minmax(${measureColumn(one)}px, 1fr)`).join(' ')}`;
  return (
    <>
      <div
        class="table-grid"
        ref={view}
        role="grid"
        aria-label={table.name}
        aria-rowcount={about.rows + 1}
        aria-colcount={about.columns.length + 1}
        tabIndex={0}
        style={{ '--columns': template, '--least': `${measureAll(about)}px` }}
      >
        <div class="table-line table-header" role="row">
          <span class="table-number" role="columnheader" />
          {about.columns.map((one) => (
            <HeaderCell key={one.name} table={table} column={one} />
          ))}
        </div>
      </div>
      <Strip table={table} about={about} />
      {filled && (
        <NameDialog
          title={t('cellTitle', { n: String(filled.row), name: filled.column.name })}
          name=""
          onName={(value) =>
            isFitting(filled.column, value)
              ? void table.change({ do: 'cell', column: filled.column.name, row: filled.row, value })
              : showToast(t('notANumber'))
          }
          onClose={() => setFilled(null)}
        />
      )}
    </>
  );
}

/** Name over type and unit; a press sorts. */
function HeaderCell({ table, column }: { table: TableStore; column: TableColumn }) {
  const order = table.order.value;
  const sorted = order.column === column.name;
  const state = sorted ? (order.down ? 'descending' : 'ascending') : 'none';
  const chosen = table.column.value?.name === column.name;
  return (
    <span
      class={`table-cell ${column.type === 'number' ? 'number' : ''} ${chosen ? 'chosen' : ''}`}
      role="columnheader"
      aria-sort={state}
    >
      <button
        title={t('sortBy', { name: column.name })}
        onClick={() => {
          table.choose(column.name);
          table.sort(column.name);
        }}
      >
        <span class="row table-name">
          {sorted && <Icon name={order.down ? 'chevronDown' : 'chevronUp'} size="s" />}
          <b class="ell">{column.name}</b>
        </span>
        <span class="cap ell">{describeType(column)}</span>
      </button>
    </span>
  );
}

/** What was decided last, with its way back, and which rows are in sight. */
function Strip({ table, about }: { table: TableStore; about: TableAbout }) {
  const last = about.edits.at(-1);
  const only = table.only.value;
  const seen = table.seen.value;
  const total = only?.length ?? about.rows;
  return (
    <footer class="row table-strip">
      {only ? (
        <>
          <span>{t('shownOnly', { n: only.length })}</span>
          <button class="btn link" onClick={() => table.showOnly(null)}>
            {t('showAllRows')}
          </button>
        </>
      ) : (
        last && (
          <button
            class="btn ghost"
            title={t('undo')}
            disabled={table.busy.value || table.opened.readOnly.value}
            onClick={() => void table.change({ do: 'undo' })}
          >
            <Icon name="undo" />
            <span class="ell">{t('lastDone', { what: describeDecision(last) })}</span>
          </button>
        )
      )}
      <span class="grow" />
      {seen && total > 0 && (
        <span class="cap num">{t('tableSeen', { a: String(seen.first), b: String(seen.last), n: total })}</span>
      )}
    </footer>
  );
}

function describeDecision({ do: kind, column: c, value: v }: TableDecision): string {
  if (kind === 'leave') return t('didLeave', { c });
  if (kind === 'fill') return t('didFill', { c, v });
  if (kind === 'cell') return t('didCell', { c, v });
  return t('didType', { c, v: t(TYPE_NAMES[v as keyof typeof TYPE_NAMES]) });
}

const describeType = ({ type, unit }: TableColumn) => [t(TYPE_NAMES[type]), unit].filter(Boolean).join(' · ');

const countLetters = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '⺀' ? 1.7 : 1), 0);

function measureColumn(column: TableColumn): number {
  const { name, head, classes } = column;
  const texts = [name, ...head.map((one) => one ?? ''), ...classes.slice(0, 20).map((one) => `    ${one.name}`)];
  const width = Math.max(SMALL * countLetters(describeType(column)), ...texts.map(countLetters));
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, 32 + width * LETTER)));
}

const measureAll = ({ columns }: TableAbout) => 52 + columns.reduce((sum, one) => sum + measureColumn(one), 0);
