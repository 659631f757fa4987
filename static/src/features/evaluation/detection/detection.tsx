/**
 * The evaluation of a model that finds things: how well it does, and every picture with what it found and
 * missed.
 */

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Tabs } from '../../../components/tabs';
import { goToView } from '../../../lib/route';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { countObjects } from '../../output/notices';
import type { DetectionComparison } from '../comparison/api';
import { SinceBefore, SinceBeforeComing } from '../comparison/since_before';
import { useComparison } from '../comparison/use_comparison';
import { DetectionChance, DetectionCompare, type DetectionTest } from '../detection_comparison/detection_compare';
import { describeThings, judgeDetection } from '../detection_comparison/judgement';
import { TestChooser } from '../rows';
import { type EvaluationStore, isClassification, isDetection, type Test } from '../store';
import { Term } from '../term';
import { ClassTable } from './classes';
import { Curves } from './curves';
import { Filters } from './filters';
import { GridView } from './grid_view';
import type { Side } from './selection';
import { type Counts, countAll, hasAllImages, rateShown } from './visible_detections';
import '../texts';
import '../../../lib/common_texts';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { formatMark, formatPercent } from '../../../lib/numbers/shares';

const SIDES: Record<Side, Key> = { classes: 'byClass', curve: 'prCurve', compare: 'byTest' };
/** Of the only test. */
const ALONE: Partial<typeof SIDES> = { classes: SIDES.classes, curve: SIDES.curve };

interface DetectionEvaluationProps {
  opened: ProjectStore;
  store: EvaluationStore;
  test: Test<DetectionEvaluationEvent>;
}

export function DetectionEvaluation({ opened, store, test: { marks, row } }: DetectionEvaluationProps) {
  const { finding } = store;
  const whole = useMemo(() => hasAllImages(marks), [marks]);
  const { confidence } = finding.read(marks);
  const counts = useMemo(() => countAll(marks, confidence), [marks, confidence]);
  const shown = useMemo(() => rateShown(marks, confidence), [marks, confidence]);
  const rows = store.rows.value ?? [];
  const others = rows.filter((one) => isDetection(one) && one.key !== row.key);
  const sides = others.length ? SIDES : ALONE;
  const side = finding.side.value in sides ? finding.side.value : 'classes';
  const before = store.before.value && !isClassification(store.before.value) ? store.before.value : null;
  const earlier = before as DetectionTest | null;
  const compared = useComparison<DetectionComparison>(opened.id, earlier?.row, row);
  const tabs = (
    <Tabs
      all={sides}
      chosen={side}
      prefix="found"
      label={t('viewMistakes')}
      onChoose={(one) => (finding.side.value = one)}
    />
  );
  const head = (
    <>
      <h1>{t('viewMistakes')}</h1>
      <TestChooser
        rows={rows}
        chosen={row.key}
        label={t('whichTest')}
        onChoose={(key) => goToView(opened.id, 'mistakes', key)}
      />
    </>
  );
  if (side === 'compare')
    return (
      <div class="mistakes">
        <div class="mistakes-main">
          <header class="row mistakes-head">
            {head}
            <span class="grow" />
            {tabs}
          </header>
          <div id="found-panel" role="tabpanel" aria-label={t(SIDES[side])}>
            <DetectionCompare
              project={opened.id}
              store={store}
              test={{ marks, row }}
              before={earlier}
              rows={others}
              state={compared}
            />
          </div>
        </div>
        <DetectionChance opened={opened} state={compared} tests={earlier && { before: earlier.marks, after: marks }} />
      </div>
    );
  const comparison = compared.answer?.comparison;
  return (
    <div class="mistakes found">
      <div class="mistakes-main">
        <header class="row mistakes-head">{head}</header>
        <Summary
          marks={shown}
          counts={counts}
          confidence={confidence}
          before={confidence > marks.confidence ? null : (earlier?.row.shown_map50 ?? null)}
        >
          {earlier && !compared.answer && !compared.trouble && <SinceBeforeComing />}
          {comparison && (
            <SinceBefore
              judgement={judgeDetection(comparison)}
              gain={describeThings(comparison)}
              onOpen={() => (finding.side.value = 'compare')}
            />
          )}
        </Summary>
        {tabs}
        <div id="found-panel" role="tabpanel" aria-label={t(SIDES[side])}>
          {side === 'classes' ? (
            <ClassTable test={shown} finding={finding} />
          ) : (
            <Curves test={marks} finding={finding} />
          )}
        </div>
      </div>
      <section class="pane" aria-label={t('pictures')}>
        <Filters finding={finding} test={marks} counts={counts} whole={whole} />
        <GridView key={row.key} opened={opened} finding={finding} test={marks} />
      </section>
    </div>
  );
}

interface SummaryProps {
  marks: DetectionEvaluationEvent;
  counts: Counts;
  /** From which on boxes are counted. */
  confidence: number;
  /** The mAP50 of what the model of the test before showed; null: it cannot be compared. */
  before: number | null;
  children: ComponentChildren;
}

function Summary({ marks, counts, confidence, before, children }: SummaryProps) {
  const { shown_map50: shown, map, map50, map_unlimited: unlimited } = marks.averages;
  const gap = shown == null || before === null ? null : Math.round(1000 * (shown - before)) / 10;
  const boxes = counts.right + counts.wrong + counts.misplaced + counts.twice + counts.imagined;
  const things = countObjects(marks);
  return (
    <div class="mistakes-cards found-cards">
      <section class="panel mistakes-card">
        <p class="cap">{t('thingsFound')}</p>
        <p class="row">
          <b class="big-figure">{counts.right}</b>
          <b class="mut num">/ {things}</b>
        </p>
        <p class="cap">{t('boxesRight', { n: boxes, m: counts.right })}</p>
        <p class="cap row" data-mark="recall">
          {t('termRecall')} {formatMark(things ? counts.right / things : null)}
          <Term of="foundRecall" />
        </p>
        <p class="cap row" data-mark="precision">
          {t('termPrecision')} {formatMark(boxes ? counts.right / boxes : null)}
          <Term of="foundPrecision" />
        </p>
        <p class="cap row" data-mark="shown_map50">
          {t('termShownAp50')} {formatMark(shown)}
          <Term of="shownMap50" />
          {gap !== null && gap !== 0 && (
            <span class={`pill num ${gap > 0 ? 'good' : ''}`} title={t('sinceBefore')}>
              {gap > 0 ? `▲ +${gap}` : `▼ −${-gap}`}
            </span>
          )}
        </p>
        <p class="cap">{t('countedFrom', { p: formatPercent(confidence) })}</p>
      </section>
      <section class="panel mistakes-card">
        <p class="cap">{t('cocoMarks')}</p>
        <p class="cap row" data-mark="map50">
          {t('termAp50')} {formatMark(map50)}
          <Term of="map50" />
        </p>
        <p class="cap row" data-mark="map">
          {t('termAp')} {formatMark(map)}
          <Term of="map" />
        </p>
        {unlimited != null && (
          <p class="cap row" data-mark="map_unlimited">
            {t('termUnlimited')} {formatMark(unlimited)}
            <Term of="unlimited" />
          </p>
        )}
        <p class="cap">{t('anyConfidence')}</p>
      </section>
      {children}
    </div>
  );
}
