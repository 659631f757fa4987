/** Each class by itself: how well it is recognized, in the numbers of the textbook. */

import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { formatNumber, type Key, t } from '../../lib/texts';
import type { Selection } from './store';
import { Term, type Word } from './term';
import './texts';
import '../../lib/common_texts';
import type { EvaluationEvent } from '../../lib/messages';
import { formatMark } from '../../lib/numbers/shares';

const COLUMNS: { word: Word & Figure; name: Key }[] = [
  { word: 'precision', name: 'termPrecision' },
  { word: 'recall', name: 'termRecall' },
  { word: 'f1', name: 'termF1' },
];
type Figure = 'precision' | 'recall' | 'f1';

interface ClassesProps {
  marks: EvaluationEvent;
  selection: Selection;
  onChoose(selection: Selection): void;
}

export function ClassTable({ marks, selection, onChoose }: ClassesProps) {
  // A column, or null for the order of the classes. Ascending: what is worst is worth seeing.
  const [by, setBy] = useState<Figure | null>(null);
  const sort = (word: Figure) => setBy(by === word ? null : word);
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
            {COLUMNS.map(({ word, name }) => (
              <th key={word} scope="col" aria-sort={by === word ? 'ascending' : 'none'}>
                <span class="row">
                  <button
                    class="classes-sort"
                    aria-pressed={by === word}
                    title={t('worstFirst')}
                    onClick={() => sort(word)}
                  >
                    {t(name)}
                    {by === word && <Icon name="arrowDown" size="s" />}
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
                {COLUMNS.map(({ word }) => (
                  <Mark key={word} share={marks.by_class[number][word]} />
                ))}
                <td class="num right">{formatNumber(marks.by_class[number].pictures)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('mean')}</th>
            {COLUMNS.map(({ word }) => (
              <Mark key={word} share={averages[word]} />
            ))}
            <td class="num right">{formatNumber(marks.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Mark({ share }: { share: number | undefined }) {
  return (
    <td class="num">
      <span class="classes-share">{formatMark(share)}</span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: formatMark(share ?? 0) }} />
      </span>
    </td>
  );
}
