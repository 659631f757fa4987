/**
 * Two tests of models that find things side by side: which mistakes went and which came, and whether it may be luck.
 */

import { useState } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import type { DetectionEvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import type { DetectionComparison } from '../../../evaluation/comparison/api';
import { ChancePane } from '../../../evaluation/comparison/chance_pane';
import { ComparedTests, describePictures } from '../../../evaluation/comparison/compared_tests';
import type { Outcome } from '../../../evaluation/comparison/outcome_card';
import type { ComparisonState } from '../../../evaluation/comparison/use_comparison';
import { GainPill, getTone } from '../../../evaluation/comparison/verdict';
import type { EvaluationStore, Test } from '../../../evaluation/store';
import { Swatch } from '../annotated_image';
import { ERROR_TYPES, ORDER } from '../error_types';
import { IntervalChart } from './interval_chart';
import { concludeDetection, describeThings, getDifference, judgeDetection } from './judgement';
import { ChangedPicture, MistakeChanges, type Tests } from './mistake_changes';
import '../../../evaluation/texts';
import './texts';
import '../../../../lib/common_texts';
import { formatMark } from '../../../../lib/numbers/shares';

/** A per cent of fewer things says more than they know. */
const PERCENT_FROM = 20;

export type DetectionTest = Test<DetectionEvaluationEvent>;

interface CompareProps {
  project: string;
  store: EvaluationStore;
  test: DetectionTest;
  before: DetectionTest | null;
  state: ComparisonState<DetectionComparison>;
}

export function DetectionCompare({ project, store, test, before, state }: CompareProps) {
  return (
    <ComparedTests<DetectionComparison>
      store={store}
      row={test.row}
      before={before?.row ?? null}
      state={state}
      describe={describeTested}
      getOutcome={(comparison) => {
        const { both_found, only_before, only_after, both_missed } = comparison.things;
        return {
          outcomes: listOutcomes(comparison),
          before: both_found + only_before,
          after: both_found + only_after,
          total: both_found + only_before + only_after + both_missed,
          gain: <GainPill {...judgeDetection(comparison)} text={describeThings(comparison)} />,
        };
      }}
      renderChanges={(comparison) => (
        <>
          {(['better', 'worse'] as const).map((kind) => (
            <MistakeChanges
              key={`${before!.row.key} ${kind}`}
              project={project}
              kind={kind}
              comparison={comparison}
              tests={{ before: before!.marks, after: test.marks }}
            />
          ))}
          {comparison.alike > 0 && <p class="cap">{t('alikeCount', { n: comparison.alike })}</p>}
        </>
      )}
    />
  );
}

function describeTested(comparison: DetectionComparison): string {
  const { pictures, only_before, only_after, relabelled } = comparison;
  return only_before + only_after + relabelled ? describePictures(comparison) : t('picturesBoth', { n: pictures });
}

const listOutcomes = ({ things }: DetectionComparison): Outcome[] => [
  { name: 'bothFound', look: 'kept', count: things.both_found },
  { name: 'nowFound', look: 'fixed', count: things.only_after },
  { name: 'nowMissed', look: 'broken', count: things.only_before },
  { name: 'bothMissed', look: 'wrong', count: things.both_missed },
];

interface ChanceProps {
  opened: ProjectStore;
  state: ComparisonState<DetectionComparison>;
  tests: Tests | null;
}

/** The right side: could it be chance, which kinds of mistakes, and what was done to the data in between. */
export function DetectionChance({ opened, state: { answer }, tests }: ChanceProps) {
  const comparison = answer?.comparison;
  const [large, setLarge] = useState<number | null>(null);
  const worse = comparison?.worse ?? [];
  const same = comparison && !(comparison.only_before + comparison.only_after + comparison.relabelled);
  return (
    <>
      <ChancePane
        opened={opened}
        data={answer?.data}
        judgement={comparison ? judgeDetection(comparison) : null}
        same={same ? 'certain' : null}
        worse={
          worse.length ? { label: t('seeWorse', { n: worse.length }), class: 'pri', show: () => setLarge(0) } : null
        }
      >
        {comparison && <Chance comparison={comparison} />}
        {comparison && <Kinds comparison={comparison} />}
      </ChancePane>
      {large !== null && worse[large] && tests && (
        <ChangedPicture project={opened.id} changes={worse} index={large} tests={tests} onGo={setLarge} />
      )}
    </>
  );
}

function Chance({ comparison }: { comparison: DetectionComparison }) {
  const { marks, interval, pictures, things } = comparison;
  const known = things.both_found + things.only_after + things.only_before + things.both_missed >= PERCENT_FROM;
  return (
    <>
      <p>{t(marks ? 'drawAgain' : 'drawNothing', { n: pictures })}</p>
      {marks && interval && (
        <>
          {known && (
            <p class="row cmp-marks num">
              <span class="cap">{t('termShownAp50')}</span>
              <b>{formatMark(marks[0])}</b>
              <Icon name="arrowRight" size="s" />
              <b>{formatMark(marks[1])}</b>
            </p>
          )}
          <IntervalChart
            difference={getDifference(comparison)}
            interval={[100 * interval[0], 100 * interval[1]]}
            tone={getTone(judgeDetection(comparison))}
          />
          <p class="cmp-conclusion">{concludeDetection(comparison)}</p>
        </>
      )}
    </>
  );
}

function Kinds({ comparison: { kinds } }: { comparison: DetectionComparison }) {
  return (
    <section>
      <h3>{t('kindsChanged')}</h3>
      <ul class="cmp-kinds">
        {ORDER.filter((kind) => kind !== 'right').map((kind) => {
          const [was, now] = kinds[kind];
          const name = t(ERROR_TYPES[kind].name);
          return (
            <li key={kind} title={t('kindChange', { name, n: was, m: now })} data-kind={kind}>
              <Swatch kind={kind} />
              <span class="grow">{name}</span>
              <span class="num mut">{was}</span>
              <span aria-hidden="true">→</span>
              <b class={`num ${now < was ? 'ok-text' : now > was ? 'bad-text' : ''}`}>{now}</b>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
