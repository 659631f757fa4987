/** Two tests of the same pictures side by side: which mistakes went, and which came. */

import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { Comparison } from './comparison/api';
import { listOutcomes, OutcomeCard } from './comparison/outcome_card';
import { PictureChanges } from './comparison/picture_changes';
import type { ComparisonState } from './comparison/use_comparison';
import { describeGain, GainPill, judge } from './comparison/verdict';
import { TestChooser } from './rows';
import type { EvaluationStore, Test, TestRow } from './store';
import './texts';
import './comparison/texts';
import '../../lib/common_texts';
import type { EvaluationEvent } from '../../lib/messages';

interface CompareProps {
  project: string;
  store: EvaluationStore;
  test: Test<EvaluationEvent>;
  before: Test<EvaluationEvent> | null;
  /** The tests that it can be compared with. */
  rows: TestRow[];
  state: ComparisonState;
}

export function TestComparison({ project, store, test, before, rows, state }: CompareProps) {
  const alone = rows.length === 1 && before;
  const chooser = alone ? (
    <span>{formatDate(before.row.at)}</span>
  ) : (
    <TestChooser
      rows={rows}
      chosen={before?.row.key ?? null}
      label={t('whichOther')}
      onChoose={(key) => store.compareWith(key)}
    />
  );
  const comparison = state.answer?.comparison;
  if (!comparison)
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
      <p class="cap">{describePictures(comparison)}</p>
      <OutcomeCard
        outcomes={listOutcomes(comparison)}
        before={comparison.before}
        after={comparison.after}
        total={comparison.pictures}
        gain={<GainPill {...judge(comparison)} text={describeGain(comparison.after - comparison.before)} />}
        chooser={chooser}
        date={formatDate(test.row.at)}
      />
      <Standout comparison={comparison} />
      {(['fixed', 'broken', 'both_wrong'] as const).map((kind) => (
        <PictureChanges key={`${before?.row.key} ${kind}`} project={project} kind={kind} comparison={comparison} />
      ))}
    </div>
  );
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

/** No comparison: it is on its way, could not be read, or there is none. */
export function Missing({ state: { answer, trouble, retry } }: { state: ComparisonState<unknown> }) {
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

function Standout({ comparison: { standout } }: { comparison: Comparison }) {
  if (!standout) return null;
  const { label, fixed, broken } = standout;
  return (
    <p class="panel cmp-note">
      <Icon name="info" />
      <span>{t(fixed > broken ? 'classBetter' : 'classWorse', { a: label, n: fixed, m: broken })}</span>
    </p>
  );
}
