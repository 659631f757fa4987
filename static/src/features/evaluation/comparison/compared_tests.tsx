/** Two tests of the same pictures side by side: how many were right then and now, and what went and came. */

import type { ComponentChildren } from 'preact';
import { say, t } from '../../../lib/texts';
import { formatDate } from '../../../lib/time';
import { TestChooser } from '../rows';
import type { EvaluationStore, TestRow } from '../store';
import type { Comparison } from './api';
import { OutcomeCard, type OutcomeCardProps } from './outcome_card';
import type { ComparisonState } from './use_comparison';
import '../texts';
import './texts';
import '../../../lib/common_texts';

interface ComparedTestsProps<Found> {
  store: EvaluationStore;
  row: TestRow;
  before: TestRow | null;
  state: ComparisonState<Found>;
  /** Which pictures are compared. */
  describe(comparison: Found): string;
  getOutcome(comparison: Found): Omit<OutcomeCardProps, 'chooser' | 'date'>;
  /** What changed. */
  renderChanges(comparison: Found): ComponentChildren;
}

export function ComparedTests<Found>(props: ComparedTestsProps<Found>) {
  const { store, row, before, state } = props;
  const rows = store.listOthers(row);
  const chooser =
    rows.length === 1 && before ? (
      <span>{formatDate(before.at)}</span>
    ) : (
      <TestChooser
        rows={rows}
        chosen={before?.key ?? null}
        label={t('whichOther')}
        onChoose={(key) => store.compareWith(key)}
      />
    );
  const comparison = state.answer?.comparison;
  if (!comparison || !before)
    return (
      <section class="panel cmp-card">
        <div class="row cmp-with">
          <span>{t('comparedWith')}</span>
          {chooser}
        </div>
        {before && <Missing state={state} />}
      </section>
    );
  return (
    <div class="cmp">
      <p class="cap">{props.describe(comparison)}</p>
      <OutcomeCard {...props.getOutcome(comparison)} chooser={chooser} date={formatDate(row.at)} />
      {props.renderChanges(comparison)}
    </div>
  );
}

/** No comparison: it is on its way, could not be read, or there is none. */
function Missing({ state: { answer, trouble, retry } }: { state: ComparisonState<unknown> }) {
  if (trouble)
    return (
      <p class="row" role="alert">
        <span class="grow">{say(trouble)}</span>
        <button class="btn" onClick={retry}>
          {t('retry')}
        </button>
      </p>
    );
  return <p role="status">{t(answer ? 'noCommon' : 'viewWait')}</p>;
}

/** Which pictures are compared. */
export function describePictures({
  pictures,
  only_before,
  only_after,
  relabelled,
  replaced = 0,
  certain = true,
}: Pick<Comparison, 'pictures' | 'only_before' | 'only_after' | 'relabelled'> &
  Partial<Pick<Comparison, 'replaced' | 'certain'>>): string {
  const same = !(only_before + only_after + relabelled + replaced);
  const words = [t(!same ? 'onlyCommon' : certain ? 'sameTest' : 'sameNamesTest', { n: pictures })];
  if (relabelled) words.push(t('relabelledOut', { n: relabelled }));
  if (replaced) words.push(t('replacedOut', { n: replaced }));
  return words.join(' · ');
}
