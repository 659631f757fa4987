/** Two tests side by side: which pictures changed, and how each class did. */

import { type Key, t } from '../../lib/texts';
import { formatPercent, TestChooser } from './rows';
import type { Comparison } from './significance';
import type { EvaluationStore, Selection, Test, TestRow } from './store';
import { Term } from './term';
import './texts';
import type { EvaluationEvent } from '../../lib/messages';

const CHANGES = ['mended', 'spoiled', 'still'] as const;
const NAMES: Record<(typeof CHANGES)[number], { name: Key; sign: string; look: string }> = {
  mended: { name: 'mended', sign: '✓', look: 'ok-text' },
  spoiled: { name: 'spoiled', sign: '✗', look: 'bad-text' },
  still: { name: 'still', sign: '✗', look: 'bad-text' },
};
const RECALL = 1;

interface CompareProps {
  store: EvaluationStore;
  test: Test<EvaluationEvent>;
  before: Test<EvaluationEvent> | null;
  /** The tests that it can be compared with. */
  rows: TestRow[];
  comparison: Comparison | null;
  onChoose(selection: Selection): void;
}

export function TestComparison({ store, test, before, rows, comparison, onChoose }: CompareProps) {
  const selection = store.selection.value;
  return (
    <section class="panel compare-card">
      <div class="row compare-with">
        <span>{t('comparedWith')}</span>
        <TestChooser
          rows={rows}
          chosen={before?.row.key ?? null}
          label={t('whichOther')}
          onChoose={(key) => store.compareWith(key)}
        />
      </div>
      {comparison?.changes && (
        <div class="compare-changes">
          {CHANGES.map((kind) => {
            const pictures = comparison.changes![kind];
            return (
              <button
                key={kind}
                class="compare-change"
                aria-pressed={selection.kind === kind}
                disabled={!pictures.length}
                onClick={() => onChoose({ kind, pictures })}
              >
                <span class={NAMES[kind].look} aria-hidden="true">
                  {NAMES[kind].sign}
                </span>
                <span class="grow">{t(NAMES[kind].name)}</span>
                <b class="num">{pictures.length}</b>
              </button>
            );
          })}
        </div>
      )}
      {before && <Table test={test} before={before} />}
    </section>
  );
}

/** The recall of each class that both tests know. */
function Table({ test, before }: { test: Test<EvaluationEvent>; before: Test<EvaluationEvent> }) {
  const old = new Map(before.marks.classes.map((name, number) => [name, before.marks.by_class[number]?.[RECALL]]));
  return (
    <table class="classes">
      <thead>
        <tr>
          <th scope="col">{t('class')}</th>
          <th scope="col">
            <span class="row">
              {t('termRecall')} · {t('then')}
              <Term of="recall" />
            </span>
          </th>
          <th scope="col">{t('now')}</th>
          <th scope="col" class="right">
            {t('change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {test.marks.classes.map((name, number) => {
          const [was, is] = [old.get(name), test.marks.by_class[number]?.[RECALL]];
          const gap = was === undefined || is === undefined ? null : Math.round((is - was) * 1000) / 10;
          return (
            <tr key={name}>
              <th scope="row" title={name}>
                {name}
              </th>
              <td class="num">{formatPercent(was)}</td>
              <td class="num">{formatPercent(is)}</td>
              <td class={`num right ${!gap ? '' : gap > 0 ? 'ok-text' : 'bad-text'}`}>
                {gap === null ? '–' : gap > 0 ? `▲ +${gap}` : gap < 0 ? `▼ −${-gap}` : '0'}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
