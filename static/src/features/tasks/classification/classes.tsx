/** Each class by itself: how well it is recognized, in the numbers of the textbook. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { formatNumber, type Key, t } from '../../../lib/texts';
import { ShareCell } from '../../evaluation/share_cell';
import { Term, type Word } from '../../evaluation/term';
import type { Selection } from './choice';
import '../../evaluation/texts';
import '../../../lib/common_texts';
import type { EvaluationEvent } from '../../../lib/messages';

const COLUMNS: { word: Word; name: Key; place: number }[] = [
  { word: 'precision', name: 'termPrecision', place: 0 },
  { word: 'recall', name: 'termRecall', place: 1 },
  { word: 'f1', name: 'termF1', place: 2 },
];
const PICTURES = 3;

interface ClassesProps {
  marks: EvaluationEvent;
  selection: Selection;
  onChoose(selection: Selection): void;
}

export function ClassTable({ marks, selection, onChoose }: ClassesProps) {
  // A column's place, or null for the order of the classes. Ascending: what is worst is worth seeing.
  const [by, setBy] = useState<number | null>(null);
  const sort = (place: number) => setBy(by === place ? null : place);
  if (!marks.by_class.length) return <p class="panel mistakes-note">{t('noDetails')}</p>;
  const order = marks.classes.map((_, number) => number);
  if (by !== null) order.sort((a, b) => marks.by_class[a][by] - marks.by_class[b][by]);
  const { averages } = marks;
  return (
    <section class="panel classes-card">
      <table class="classes">
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            {COLUMNS.map(({ word, name, place }) => (
              <th key={word} scope="col" aria-sort={by === place ? 'ascending' : 'none'}>
                <span class="row">
                  <button
                    class="classes-sort"
                    aria-pressed={by === place}
                    title={t('worstFirst')}
                    onClick={() => sort(place)}
                  >
                    {t(name)}
                    {by === place && <Icon name="arrowDown" size="s" />}
                  </button>
                  <Term of={word} />
                </span>
              </th>
            ))}
            <th scope="col" class="right">
              {t('pictures')}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((number) => {
            const here = selection.kind === 'class' && selection.truth === number;
            return (
              <tr
                key={number}
                class={here ? 'choose here' : 'choose'}
                onClick={() => onChoose({ kind: 'class', truth: number })}
              >
                <th scope="row">
                  <button class="classes-name" aria-pressed={here} title={marks.classes[number]}>
                    {marks.classes[number]}
                  </button>
                </th>
                {COLUMNS.map(({ word, place }) => (
                  <ShareCell key={word} share={marks.by_class[number][place]} />
                ))}
                <td class="num right">{formatNumber(marks.by_class[number][PICTURES])}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('mean')}</th>
            {COLUMNS.map(({ word }) => (
              <ShareCell key={word} share={averages[word]} />
            ))}
            <td class="num right">{formatNumber(marks.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
