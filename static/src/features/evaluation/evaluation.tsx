/** The evaluation: what a test got wrong, and the pictures of it. */

import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import { Tabs } from '../../components/tabs';
import { goToProject, goToView, place } from '../../lib/route';
import { formatNumber, type Key, say, t } from '../../lib/texts';
import { useFirstView } from '../../state/first_view';
import type { ProjectStore } from '../../state/project_store';
import { useTrainedModels } from '../model_files/use_trained_models';
import { ClassTable } from './classes';
import { TestComparison } from './compare';
import type { Comparison } from './comparison/api';
import { ChancePanel } from './comparison/chance_panel';
import { SinceBefore } from './comparison/since_before';
import { useComparison } from './comparison/use_comparison';
import { describeGain, judge } from './comparison/verdict';
import { ConfusionMatrix } from './confusion_matrix';
import { NoMistakes } from './no_mistakes';
import { SidePanel } from './pane';
import { TestChooser } from './rows';
import {
  type EvaluationStore,
  getEvaluationStore,
  isClassification,
  isDetection,
  isPainted,
  isTagged,
  type Selection,
  type Tab,
  type Test,
} from './store';
import { Term } from './term';
import './texts';
import '../../lib/common_texts';
import type {
  DetectionEvaluationEvent,
  EvaluationEvent,
  SegmentationEvaluationEvent,
  TagEvaluationEvent,
} from '../../lib/messages';
import { formatMark } from '../../lib/numbers/shares';
import { describeSkill } from '../../lib/numbers/skill';

const DetectionEvaluation = lazy(() => import('./detection/detection').then((module) => module.DetectionEvaluation));
const TagEvaluation = lazy(() => import('./tags/tag_evaluation').then((module) => module.TagEvaluation));
const SegmentationEvaluation = lazy(() =>
  import('./painting/segmentation_evaluation').then((module) => module.SegmentationEvaluation),
);
const ObjectLab = lazy(() => import('./object_lab/object_lab').then((module) => module.ObjectLab));
const MistakeLab = lazy(() => import('./lab/mistake_lab').then((module) => module.MistakeLab));
const TABS: Record<Tab, Key> = { matrix: 'byMatrix', classes: 'byClass', compare: 'byTest' };
/** Of the only test. */
const ALONE: Partial<typeof TABS> = { matrix: TABS.matrix, classes: TABS.classes };
/** A per cent of fewer pictures says more than they know. */
const PERCENT_FROM = 20;
/** With so few classes the right one is nearly always among the best five. */
const TOP5_FROM = 7;

export function EvaluationView({ opened }: { opened: ProjectStore }) {
  const store = getEvaluationStore(opened);
  const wanted = place.value.kind === 'project' ? place.value.detail : null;
  const { marks, boxes, tags, paint } = opened.run.results.read();
  const live = Math.max(marks?.seq ?? 0, boxes?.seq ?? 0, tags?.seq ?? 0, paint?.seq ?? 0);
  useEffect(() => void store.show(wanted), [store, wanted, live, opened.run.busy.value]);
  const test = store.shown.value;
  const mistake = store.lab.value;
  useFirstView(() => (store.lab.value = store.finding.lab.value = null));
  if (test) {
    if (isTagged(test.row))
      return <TagEvaluation opened={opened} store={store} test={test as Test<TagEvaluationEvent>} />;
    if (isPainted(test.row))
      return <SegmentationEvaluation opened={opened} store={store} test={test as Test<SegmentationEvaluationEvent>} />;
    if (!isClassification(test)) {
      const detection = test as Test<DetectionEvaluationEvent>;
      const { finding } = store;
      return finding.lab.value ? (
        <ObjectLab opened={opened} finding={finding} test={detection} {...finding.lab.value} />
      ) : (
        <DetectionEvaluation opened={opened} store={store} test={detection} />
      );
    }
    return mistake ? (
      <MistakeLab opened={opened} store={store} test={test} {...mistake} />
    ) : (
      <Shown opened={opened} store={store} test={test} />
    );
  }
  if (store.trouble.value) return <Trouble text={say(store.trouble.value)} onRetry={() => void store.show(wanted)} />;
  return store.rows.value ? (
    <NoTest opened={opened} />
  ) : (
    <p class="loading" role="status">
      {t('viewWait')}
    </p>
  );
}

function Shown({ opened, store, test }: { opened: ProjectStore; store: EvaluationStore; test: Test<EvaluationEvent> }) {
  const { marks } = test;
  const rows = store.rows.value ?? [];
  const others = rows.filter(
    (one) => !isDetection(one) && !isTagged(one) && !isPainted(one) && one.key !== test.row.key,
  );
  const tabs = others.length ? TABS : ALONE;
  const tab = store.tab.value in tabs ? store.tab.value : 'matrix';
  const choose = (selection: Selection) => (store.selection.value = selection);
  const before = store.before.value && isClassification(store.before.value) ? store.before.value : null;
  const compared = useComparison(opened.id, before?.row, test.row);
  return (
    <div class="mistakes">
      <div class="mistakes-main">
        <header class="row mistakes-head">
          <h1>{t('viewMistakes')}</h1>
          <TestChooser
            rows={rows}
            chosen={test.row.key}
            label={t('whichTest')}
            onChoose={(key) => goToView(opened.id, 'mistakes', key)}
          />
          <span class="grow" />
          <Tabs
            all={tabs}
            chosen={tab}
            prefix="mistakes"
            label={t('viewMistakes')}
            onChoose={(one) => (store.tab.value = one)}
          />
        </header>
        {tab !== 'compare' && (
          <Summary
            opened={opened}
            test={test}
            comparison={compared.answer?.comparison ?? null}
            onCompare={() => (store.tab.value = 'compare')}
          />
        )}
        <div id="mistakes-panel" role="tabpanel" aria-label={t(TABS[tab])}>
          {tab === 'matrix' && <ConfusionMatrix marks={marks} selection={store.selection.value} onChoose={choose} />}
          {tab === 'classes' && <ClassTable marks={marks} selection={store.selection.value} onChoose={choose} />}
          {tab === 'compare' && (
            <TestComparison
              project={opened.id}
              store={store}
              test={test}
              before={before}
              rows={others}
              state={compared}
            />
          )}
        </div>
      </div>
      {tab === 'compare' ? (
        <ChancePanel opened={opened} state={compared} before={before?.row.run ?? null} after={test.row.run} />
      ) : (
        <SidePanel opened={opened} marks={marks} selection={store.selection.value} />
      )}
    </div>
  );
}

interface SummaryProps {
  opened: ProjectStore;
  test: Test<EvaluationEvent>;
  comparison: Comparison | null;
  onCompare(): void;
}

function Summary({ opened, test: { marks }, comparison, onCompare }: SummaryProps) {
  const top5 = marks.classes.length >= TOP5_FROM ? marks.averages.top5 : undefined;
  return (
    <div class="mistakes-cards">
      <section class="panel mistakes-card">
        <p class="cap row">
          {t('accuracy')}
          <Term of="accuracy" />
        </p>
        <p class="row">
          <b class="big-figure">{marks.correct}</b>
          <b class="mut num">/ {formatNumber(marks.total)}</b>
          <span class="grow" />
          {marks.total >= PERCENT_FROM && marks.correct < marks.total && (
            <span class="pill good num">{formatMark(marks.correct / marks.total)}</span>
          )}
        </p>
        <p class="cap">{describeSkill(marks.correct, marks.total, marks.classes.length)}</p>
        {top5 !== undefined && (
          <p class="cap row">
            {t('top5', { p: formatMark(top5) })}
            <Term of="top5" />
          </p>
        )}
      </section>
      {marks.correct === marks.total && marks.total > 0 && (
        <NoMistakes opened={opened} model={marks.model} total={marks.total} />
      )}
      {comparison && marks.correct < marks.total && (
        <SinceBefore
          judgement={judge(comparison)}
          gain={describeGain(comparison.after - comparison.before)}
          onOpen={onCompare}
        />
      )}
    </div>
  );
}

function NoTest({ opened }: { opened: ProjectStore }) {
  const models = useTrainedModels(opened);
  const began = opened.project.view;
  // The model came from elsewhere, or its test was never taken.
  const untested = !!began && models.length > 0;
  const go = () =>
    untested ? goToView(opened.id, began, began === 'guide' ? 'test' : undefined) : goToProject(opened.id);
  return (
    <div class="page">
      <div class="empty wider">
        <Icon name="notebook" size="l" />
        <b>{t(untested ? 'noTestModel' : 'noTest')}</b>
        <p>{t(untested ? 'noTestModelText' : 'noTestText')}</p>
        <p class="row empty-act">
          <button class="btn pri" onClick={go}>
            {!untested && <Icon name="blocks" />}
            <span>{t(untested ? 'toTest' : 'toBlocks')}</span>
          </button>
        </p>
      </div>
    </div>
  );
}

function Trouble({ text, onRetry }: { text: string; onRetry(): void }) {
  return (
    <div class="page">
      <div class="empty" role="alert">
        <Icon name="unplugged" size="l" />
        <b>{text}</b>
        <p class="row empty-act">
          <button class="btn" onClick={onRetry}>
            {t('retry')}
          </button>
        </p>
      </div>
    </div>
  );
}
