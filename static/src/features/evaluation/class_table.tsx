/** Each class by itself, in the numbers of the textbook: a column puts the worst first, a row chooses its class. */

import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { formatMark } from '../../lib/numbers/shares';
import { formatNumber, type Key, t } from '../../lib/texts';
import { ShareCell } from './share_cell';
import { Term, type Word } from './term';
import './texts';

type Figures<Figure extends string> = { [F in Figure]?: number | null };

/** figure: of a class, and among the averages. */
export interface ClassColumn<Figure extends string> {
  name: Key;
  figure: Figure;
  /** What explains it. */
  word?: Word;
}

interface ClassTableProps<Figure extends string> {
  classes: readonly string[];
  by_class: readonly Figures<Figure>[];
  averages: Figures<Figure>;
  columns: readonly ClassColumn<Figure>[];
  /** What is counted, pictures or things: of each class, and in all. */
  counted: { name: Key; counts: readonly number[]; total: number };
  /** Shares have bars. */
  bars?: boolean;
  class?: string;
  chosen: number | null;
  onChoose(number: number): void;
}

export function ClassTable<Figure extends string>(props: ClassTableProps<Figure>) {
  const { classes, by_class, averages, columns, counted, chosen, onChoose } = props;
  // A column, or null for the order of the classes. Ascending: what is worst is worth seeing.
  const [by, setBy] = useState<Figure | null>(null);
  const value = (number: number, figure: Figure) => by_class[number]?.[figure] ?? null;
  const order = classes.map((_, number) => number);
  if (by !== null) order.sort((a, b) => (value(a, by) ?? 2) - (value(b, by) ?? 2));
  const share = (column: ClassColumn<Figure>, found: number | null | undefined) =>
    props.bars ? (
      <ShareCell key={column.name} share={found} />
    ) : (
      <td key={column.name} class="num">
        {formatMark(found)}
      </td>
    );
  const sorter = (name: Key, figure: Figure) => (
    <button
      class="classes-sort"
      aria-pressed={by === figure}
      title={t('worstFirst')}
      onClick={() => setBy(by === figure ? null : figure)}
    >
      {t(name)}
      {by === figure && <Icon name="arrowDown" size="s" />}
    </button>
  );
  return (
    <section class="panel classes-card">
      <table class={`classes ${props.class ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            {columns.map(({ name, figure, word }) => (
              <th key={name} scope="col" aria-sort={by === figure ? 'ascending' : 'none'}>
                {word ? (
                  <span class="row">
                    {sorter(name, figure)}
                    <Term of={word} />
                  </span>
                ) : (
                  sorter(name, figure)
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
              {columns.map((column) => share(column, value(number, column.figure)))}
              <td class="num right">
                {counted.counts[number] === undefined ? '–' : formatNumber(counted.counts[number])}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('mean')}</th>
            {columns.map((column) => share(column, averages[column.figure]))}
            <td class="num right">{formatNumber(counted.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
