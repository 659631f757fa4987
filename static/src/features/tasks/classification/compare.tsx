/** Two tests of the same pictures side by side: which mistakes went, and which came. */

import { Icon } from '../../../components/icon';
import type { EvaluationEvent } from '../../../lib/messages';
import { t } from '../../../lib/texts';
import type { Comparison } from '../../evaluation/comparison/api';
import { ComparedTests, describePictures } from '../../evaluation/comparison/compared_tests';
import type { Outcome } from '../../evaluation/comparison/outcome_card';
import type { ComparisonState } from '../../evaluation/comparison/use_comparison';
import { describeGain, GainPill, judge } from '../../evaluation/comparison/verdict';
import type { EvaluationStore, Test } from '../../evaluation/store';
import { PictureChanges } from './comparison/picture_changes';
import '../../evaluation/comparison/texts';

interface CompareProps {
  project: string;
  store: EvaluationStore;
  test: Test<EvaluationEvent>;
  before: Test<EvaluationEvent> | null;
  state: ComparisonState;
}

export function TestComparison({ project, store, test, before, state }: CompareProps) {
  return (
    <ComparedTests<Comparison>
      store={store}
      row={test.row}
      before={before?.row ?? null}
      state={state}
      describe={describePictures}
      getOutcome={(comparison) => ({
        outcomes: listOutcomes(comparison),
        before: comparison.before,
        after: comparison.after,
        total: comparison.pictures,
        gain: <GainPill {...judge(comparison)} text={describeGain(comparison.after - comparison.before)} />,
      })}
      renderChanges={(comparison) => (
        <>
          <Standout comparison={comparison} />
          {(['fixed', 'broken', 'both_wrong'] as const).map((kind) => (
            <PictureChanges key={`${before?.row.key} ${kind}`} project={project} kind={kind} comparison={comparison} />
          ))}
        </>
      )}
    />
  );
}

const listOutcomes = (comparison: Comparison): Outcome[] => [
  { name: 'bothRight', look: 'kept', count: comparison.both_right },
  { name: 'wentRight', look: 'fixed', count: comparison.fixed.length },
  { name: 'newlyWrong', look: 'broken', count: comparison.broken.length },
  { name: 'bothWrong', look: 'wrong', count: comparison.both_wrong.length },
];

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
