/**
 * Each class by itself: how well its things are found, in the numbers of the textbook. A row narrows the wall to its
 * class.
 */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { formatNumber, type Key, t } from '../../../lib/texts';
import type { DetectionSelection } from './selection';
import '../../evaluation/texts';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { formatMark } from '../../../lib/numbers/shares';

/** The cards above explain these words: the table has no room for it. */
const COLUMNS: { name: Key; place: number; mean: string }[] = [
  { name: 'termPrecision', place: 2, mean: 'precision' },
  { name: 'termRecall', place: 3, mean: 'recall' },
  { name: 'termShownAp50', place: 5, mean: 'shown_map50' },
  { name: 'termAp50', place: 1, mean: 'map50' },
  { name: 'termAp', place: 0, mean: 'map' },
];
const THINGS = 4;

export function ClassTable({ test, finding }: { test: DetectionEvaluationEvent; finding: DetectionSelection }) {
  // A column's place, or null for the order of the classes. Ascending: what is worst is worth seeing.
  const [by, setBy] = useState<number | null>(null);
  const value = (number: number, place: number) => test.by_class[number]?.[place] ?? null;
  const order = test.classes.map((_, number) => number);
  if (by !== null) order.sort((a, b) => (value(a, by) ?? 2) - (value(b, by) ?? 2));
  const chosen = finding.label.value;
  return (
    <section class="panel classes-card">
      <table class="classes found-classes">
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            {COLUMNS.map(({ name, place }) => (
              <th key={name} scope="col" aria-sort={by === place ? 'ascending' : 'none'}>
                <button
                  class="classes-sort"
                  aria-pressed={by === place}
                  title={t('worstFirst')}
                  onClick={() => setBy(by === place ? null : place)}
                >
                  {t(name)}
                  {by === place && <Icon name="arrowDown" size="s" />}
                </button>
              </th>
            ))}
            <th scope="col" class="right">
              {t('things')}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((number) => (
            <tr
              key={number}
              class={chosen === number ? 'choose here' : 'choose'}
              onClick={() => (finding.label.value = chosen === number ? null : number)}
            >
              <th scope="row">
                <button class="classes-name" aria-pressed={chosen === number} title={test.classes[number]}>
                  {test.classes[number]}
                </button>
              </th>
              {COLUMNS.map(({ name, place }) => (
                <td key={name} class="num">
                  {formatMark(value(number, place))}
                </td>
              ))}
              <td class="num right">{value(number, THINGS) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('mean')}</th>
            {COLUMNS.map(({ name, mean }) => (
              <td key={name} class="num">
                {formatMark(test.averages[mean])}
              </td>
            ))}
            <td class="num right">{formatNumber(test.by_class.reduce((sum, row) => sum + (row[THINGS] ?? 0), 0))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
