/**
 * Each class by itself: how well its things are found, in the numbers of the textbook. A row narrows the wall to its
 * class.
 */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { formatNumber, type Key, t } from '../../../lib/texts';
import type { DetectionSelection } from './selection';
import '../texts';
import type { DetectionAverages, DetectionClassFigures, DetectionEvaluationEvent } from '../../../lib/messages';
import { formatMark } from '../../../lib/numbers/shares';

/** The cards above explain these words: the table has no room for it. */
const COLUMNS: { name: Key; figure: Figure }[] = [
  { name: 'termPrecision', figure: 'precision' },
  { name: 'termRecall', figure: 'recall' },
  { name: 'termShownAp50', figure: 'shown_map50' },
  { name: 'termAp50', figure: 'map50' },
  { name: 'termAp', figure: 'map' },
];
type Figure = keyof DetectionClassFigures & keyof DetectionAverages;

export function ClassTable({ test, finding }: { test: DetectionEvaluationEvent; finding: DetectionSelection }) {
  // A column, or null for the order of the classes. Ascending: what is worst is worth seeing.
  const [by, setBy] = useState<Figure | null>(null);
  const value = (number: number, figure: Figure) => test.by_class[number]?.[figure] ?? null;
  const order = test.classes.map((_, number) => number);
  if (by !== null) order.sort((a, b) => (value(a, by) ?? 2) - (value(b, by) ?? 2));
  const chosen = finding.label.value;
  return (
    <section class="panel classes-card">
      <table class="classes found-classes">
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            {COLUMNS.map(({ name, figure }) => (
              <th key={name} scope="col" aria-sort={by === figure ? 'ascending' : 'none'}>
                <button
                  class="classes-sort"
                  aria-pressed={by === figure}
                  title={t('worstFirst')}
                  onClick={() => setBy(by === figure ? null : figure)}
                >
                  {t(name)}
                  {by === figure && <Icon name="arrowDown" size="s" />}
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
              {COLUMNS.map(({ name, figure }) => (
                <td key={name} class="num">
                  {formatMark(value(number, figure))}
                </td>
              ))}
              <td class="num right">{test.by_class[number]?.things ?? '–'}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('mean')}</th>
            {COLUMNS.map(({ name, figure }) => (
              <td key={name} class="num">
                {formatMark(test.averages[figure])}
              </td>
            ))}
            <td class="num right">{formatNumber(test.by_class.reduce((sum, row) => sum + row.things, 0))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
