/**
 * The evaluation of a model that finds things: how well it does, and every picture with what it found and
 * missed.
 */

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { lazy } from '../../../components/lazy';
import { Tabs } from '../../../components/tabs';
import { type Key, t } from '../../../lib/texts';
import { ChancePane, ComparedBefore, TestComparison, useCompared } from '../../evaluation/comparison/comparison';
import { SinceBeforeComing } from '../../evaluation/comparison/since_before';
import { EvaluationFrame } from '../../evaluation/frame';
import type { EvaluationProps } from '../../evaluation/part';
import type { Test } from '../../evaluation/store';
import { Term } from '../../evaluation/term';
import { FoundClasses } from './classes';
import { detectionComparison } from './comparison/part';
import { countObjects } from './count_objects';
import { Curves } from './curves';
import { Filters } from './filters';
import { GridView } from './grid_view';
import { DetectionSelection, type Side } from './selection';
import { type Counts, countAll, hasAllImages, rateShown } from './visible_detections';
import '../../evaluation/texts';
import '../../../lib/common_texts';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { formatMark, formatPercent } from '../../../lib/numbers/shares';

const ObjectLab = lazy(() => import('./lab/object_lab').then((module) => module.ObjectLab));
const SIDES: Record<Side, Key> = { classes: 'byClass', curve: 'prCurve', compare: 'byTest' };
/** Of the only test. */
const ALONE: Partial<typeof SIDES> = { classes: SIDES.classes, curve: SIDES.curve };

export function DetectionEvaluation({ opened, store, test: shown }: EvaluationProps) {
  const test = shown as Test<DetectionEvaluationEvent>;
  const finding = store.choose(DetectionSelection);
  const mistake = finding.lab.value;
  if (mistake) return <ObjectLab opened={opened} finding={finding} test={test} {...mistake} />;
  return <Shown opened={opened} store={store} finding={finding} test={test} />;
}

interface ShownProps extends EvaluationProps {
  finding: DetectionSelection;
  test: Test<DetectionEvaluationEvent>;
}

function Shown({ opened, store, finding, test }: ShownProps) {
  const { marks, row } = test;
  const whole = useMemo(() => hasAllImages(marks), [marks]);
  const { confidence } = finding.read(marks);
  const counts = useMemo(() => countAll(marks, confidence), [marks, confidence]);
  const shown = useMemo(() => rateShown(marks, confidence), [marks, confidence]);
  const sides = store.listOthers(row).length ? SIDES : ALONE;
  const side = finding.side.value in sides ? finding.side.value : 'classes';
  const comparing = useCompared(detectionComparison, opened, store, test);
  const { before, state } = comparing;
  const tabs = (
    <Tabs
      all={sides}
      chosen={side}
      prefix="found"
      label={t('viewMistakes')}
      onChoose={(one) => (finding.side.value = one)}
    />
  );
  const frame = { opened, store, row };
  if (side === 'compare') {
    const head = (
      <>
        <span class="grow" />
        {tabs}
      </>
    );
    return (
      <EvaluationFrame {...frame} head={head} side={<ChancePane {...comparing} />}>
        <div id="found-panel" role="tabpanel" aria-label={t(SIDES[side])}>
          <TestComparison {...comparing} />
        </div>
      </EvaluationFrame>
    );
  }
  const pictures = (
    <section class="pane" aria-label={t('pictures')}>
      <Filters finding={finding} test={marks} counts={counts} whole={whole} />
      <GridView key={row.key} opened={opened} finding={finding} test={marks} />
    </section>
  );
  return (
    <EvaluationFrame {...frame} class="found" side={pictures}>
      <Summary
        marks={shown}
        counts={counts}
        confidence={confidence}
        before={confidence > marks.confidence ? null : (before?.row.shown_map50 ?? null)}
      >
        {before && !state.answer && !state.trouble && <SinceBeforeComing />}
        <ComparedBefore comparing={comparing} onOpen={() => (finding.side.value = 'compare')} />
      </Summary>
      {tabs}
      <div id="found-panel" role="tabpanel" aria-label={t(SIDES[side])}>
        {side === 'classes' ? (
          <FoundClasses test={shown} finding={finding} />
        ) : (
          <Curves test={marks} finding={finding} />
        )}
      </div>
    </EvaluationFrame>
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
