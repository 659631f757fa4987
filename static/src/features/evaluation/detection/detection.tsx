/**
 * The evaluation of a model that finds things: how well it does, and every picture with what it found and
 * missed.
 */

import { useMemo } from 'preact/hooks';
import { Tabs } from '../../../components/tabs';
import { goToView } from '../../../lib/route';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { countObjects } from '../../output/notices';
import { formatPercent, TestChooser } from '../rows';
import type { EvaluationStore, Test } from '../store';
import { Term } from '../term';
import { ClassTable } from './classes';
import { Curves } from './curves';
import { Filters } from './filters';
import { GridView } from './grid_view';
import type { Side } from './selection';
import { type Counts, countAll, hasAllImages } from './visible_detections';
import '../texts';
import '../../../lib/common_texts';
import type { DetectionEvaluationEvent } from '../../../lib/messages';

const SIDES: Record<Side, Key> = { classes: 'byClass', curve: 'prCurve' };

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
  const side = finding.side.value;
  return (
    <div class="mistakes found">
      <div class="mistakes-main">
        <header class="row mistakes-head">
          <h1>{t('viewMistakes')}</h1>
          <TestChooser
            rows={store.rows.value ?? []}
            chosen={row.key}
            label={t('whichTest')}
            onChoose={(key) => goToView(opened.id, 'mistakes', key)}
          />
        </header>
        <Summary marks={marks} counts={counts} before={store.before.value?.row.map50 ?? null} />
        <Tabs
          all={SIDES}
          chosen={side}
          prefix="found"
          label={t('viewMistakes')}
          onChoose={(one) => (finding.side.value = one)}
        />
        <div id="found-panel" role="tabpanel" aria-label={t(SIDES[side])}>
          {side === 'classes' ? (
            <ClassTable test={marks} finding={finding} />
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

function Summary({
  marks,
  counts,
  before,
}: {
  marks: DetectionEvaluationEvent;
  counts: Counts;
  before: number | null;
}) {
  const { map, map50, map_unlimited: unlimited } = marks.averages;
  const gap = map50 == null || before === null ? null : Math.round(1000 * (map50 - before)) / 10;
  const boxes = counts.right + counts.wrong + counts.misplaced + counts.twice + counts.imagined;
  return (
    <div class="mistakes-cards found-cards">
      <section class="panel mistakes-card">
        <p class="cap row">
          {t('termAp50')}
          <Term of="map50" />
        </p>
        <p class="row">
          <b class="big-figure" data-mark="map50">
            {formatPercent(map50 ?? undefined)}
          </b>
          {gap !== null && gap !== 0 && (
            <span class={`pill num ${gap > 0 ? 'good' : ''}`} title={t('sinceBefore')}>
              {gap > 0 ? `▲ +${gap}` : `▼ −${-gap}`}
            </span>
          )}
        </p>
        <p class="cap row">
          {t('termAp')} {formatPercent(map ?? undefined)}
          <Term of="map" />
        </p>
        {unlimited != null && (
          <p class="cap row" data-mark="map_unlimited">
            {t('termUnlimited')} {formatPercent(unlimited)}
            <Term of="unlimited" />
          </p>
        )}
      </section>
      <section class="panel mistakes-card">
        <p class="cap">{t('thingsFound')}</p>
        <p class="row">
          <b class="big-figure">{counts.right}</b>
          <b class="mut num">/ {countObjects(marks)}</b>
        </p>
        <p class="cap">{t('boxesRight', { n: boxes, m: counts.right })}</p>
      </section>
    </div>
  );
}
