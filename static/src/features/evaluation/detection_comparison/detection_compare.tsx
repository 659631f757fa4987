/**
 * Two tests of models that find things side by side: which mistakes went and which came, and whether it may be luck.
 */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { goToView } from '../../../lib/route';
import { t } from '../../../lib/texts';
import { formatDate } from '../../../lib/time';
import type { ProjectStore } from '../../../state/project_store';
import { describePictures, Missing } from '../compare';
import type { DetectionComparison } from '../comparison/api';
import { DataChanges } from '../comparison/chance_panel';
import { type Outcome, OutcomeCard } from '../comparison/outcome_card';
import type { ComparisonState } from '../comparison/use_comparison';
import { GainPill, getTone, VerdictPill } from '../comparison/verdict';
import { Swatch } from '../detection/annotated_image';
import { ERROR_TYPES, ORDER } from '../detection/error_types';
import { TestChooser } from '../rows';
import type { EvaluationStore, Test, TestRow } from '../store';
import { IntervalChart } from './interval_chart';
import { concludeDetection, describeThings, getDifference, judgeDetection } from './judgement';
import { ChangedPicture, MistakeChanges, type Tests } from './mistake_changes';
import '../texts';
import '../comparison/texts';
import './texts';
import '../../../lib/common_texts';
import { formatMark } from '../../../lib/numbers/shares';

/** A per cent of fewer things says more than they know. */
const PERCENT_FROM = 20;

export type DetectionTest = Test<DetectionEvaluationEvent>;

interface CompareProps {
  project: string;
  store: EvaluationStore;
  test: DetectionTest;
  before: DetectionTest | null;
  /** The tests that it can be compared with. */
  rows: TestRow[];
  state: ComparisonState<DetectionComparison>;
}

export function DetectionCompare({ project, store, test, before, rows, state }: CompareProps) {
  const chooser =
    rows.length === 1 && before ? (
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
  const { things, alike } = comparison;
  const tests = { before: before.marks, after: test.marks };
  return (
    <div class="cmp">
      <p class="cap">{describeTested(comparison)}</p>
      <OutcomeCard
        outcomes={listOutcomes(comparison)}
        before={things.both_found + things.only_before}
        after={things.both_found + things.only_after}
        total={things.both_found + things.only_before + things.only_after + things.both_missed}
        gain={<GainPill {...judgeDetection(comparison)} text={describeThings(comparison)} />}
        chooser={chooser}
        date={formatDate(test.row.at)}
      />
      {(['better', 'worse'] as const).map((kind) => (
        <MistakeChanges
          key={`${before.row.key} ${kind}`}
          project={project}
          kind={kind}
          comparison={comparison}
          tests={tests}
        />
      ))}
      {alike > 0 && <p class="cap">{t('alikeCount', { n: alike })}</p>}
    </div>
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
  const set = /^data\/([^/]+)$/.exec(answer?.data?.path ?? '')?.[1];
  const worse = comparison?.worse ?? [];
  return (
    <section class="pane cmp-pane" aria-label={t('couldBeChance')}>
      <header class="pane-head cmp-pane-head">
        <h2>{t('couldBeChance')}</h2>
        {comparison && <VerdictPill {...judgeDetection(comparison)} />}
      </header>
      <div class="cmp-pane-body">
        {comparison && <Chance comparison={comparison} />}
        {comparison && <Kinds comparison={comparison} />}
        {answer?.data && <DataChanges data={answer.data} />}
        {comparison && !(comparison.only_before + comparison.only_after + comparison.relabelled) && (
          <p class="row ok-text cmp-fair">
            <Icon name="ok" />
            {t('sameQuestions')}
          </p>
        )}
      </div>
      {(set || worse.length > 0) && (
        <footer class="row cmp-foot">
          {set && (
            <button class="btn" onClick={() => goToView(opened.id, 'data', set)}>
              {t('seeData')}
            </button>
          )}
          {worse.length > 0 && (
            <button class="btn pri grow" onClick={() => setLarge(0)}>
              {t('seeWorse', { n: worse.length })}
            </button>
          )}
        </footer>
      )}
      {large !== null && worse[large] && tests && (
        <ChangedPicture project={opened.id} changes={worse} index={large} tests={tests} onGo={setLarge} />
      )}
    </section>
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
