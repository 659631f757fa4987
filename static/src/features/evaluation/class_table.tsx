/** Each class by itself, in the numbers of the textbook: a column puts the worst first, a row chooses its class. */

import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { formatMark } from '../../lib/numbers/shares';
import { formatNumber, type Key, t } from '../../lib/texts';
import { ShareCell } from './share_cell';
import { Term, type Word } from './term';
import './texts';

export interface ClassColumn {
  name: Key;
  /** Of a class's row in `by_class`. */
  place: number;
  /** Among the averages. */
  mean: string;
  /** What explains it. */
  word?: Word;
}

interface ClassTableProps {
  classes: readonly string[];
  by_class: readonly (readonly (number | null)[])[];
  averages: Record<string, number | null | undefined>;
  columns: readonly ClassColumn[];
  /** What is counted: pictures or things. */
  counted: { name: Key; place: number; total: number };
  /** Shares have bars. */
  bars?: boolean;
  class?: string;
  chosen: number | null;
  onChoose(number: number): void;
}

export function ClassTable(props: ClassTableProps) {
  const { classes, by_class, averages, columns, counted, chosen, onChoose } = props;
  // A column's place, or null for the order of the classes. Ascending: what is worst is worth seeing.
  const [by, setBy] = useState<number | null>(null);
  const value = (number: number, place: number) => by_class[number]?.[place] ?? null;
  const order = classes.map((_, number) => number);
  if (by !== null) order.sort((a, b) => (value(a, by) ?? 2) - (value(b, by) ?? 2));
  const share = (column: ClassColumn, found: number | null | undefined) =>
    props.bars ? (
      <ShareCell key={column.name} share={found} />
    ) : (
      <td key={column.name} class="num">
        {formatMark(found)}
      </td>
    );
  const sorter = (name: Key, place: number) => (
    <button
      class="classes-sort"
      aria-pressed={by === place}
      title={t('worstFirst')}
      onClick={() => setBy(by === place ? null : place)}
    >
      {t(name)}
      {by === place && <Icon name="arrowDown" size="s" />}
    </button>
  );
  return (
    <section class="panel classes-card">
      <table class={`classes ${props.class ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            {columns.map(({ name, place, word }) => (
              <th key={name} scope="col" aria-sort={by === place ? 'ascending' : 'none'}>
                {word ? (
                  <span class="row">
                    {sorter(name, place)}
                    <Term of={word} />
                  </span>
                ) : (
                  sorter(name, place)
                )}
              </th>
            ))}
            <th scope="col" class="right">
              {t(counted.name)}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((number) => (
            <tr key={number} class={chosen === number ? 'choose here' : 'choose'} onClick={() => onChoose(number)}>
              <th scope="row">
                <button class="classes-name" aria-pressed={chosen === number} title={classes[number]}>
                  {classes[number]}
                </button>
              </th>
              {columns.map((column) => share(column, value(number, column.place)))}
              <td class="num right">
                {value(number, counted.place) === null ? '–' : formatNumber(value(number, counted.place)!)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('mean')}</th>
            {columns.map((column) => share(column, averages[column.mean]))}
            <td class="num right">{formatNumber(counted.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
