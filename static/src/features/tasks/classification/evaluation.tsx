/** The evaluation of a model that gives each picture one class: what a test got wrong, and the pictures of it. */

import type { ComponentChildren } from 'preact';
import { lazy } from '../../../components/lazy';
import { Tabs } from '../../../components/tabs';
import { formatNumber, type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { ChancePane, ComparedBefore, TestComparison, useCompared } from '../../evaluation/comparison/comparison';
import { EvaluationFrame } from '../../evaluation/frame';
import { NoMistakes } from '../../evaluation/no_mistakes';
import type { EvaluationProps } from '../../evaluation/part';
import type { Test } from '../../evaluation/store';
import { Term } from '../../evaluation/term';
import { ClassificationChoice, type Selection, type Tab } from './choice';
import { RecognizedClasses } from './classes';
import { classComparison } from './comparison/part';
import { ConfusionMatrix } from './confusion_matrix';
import { SidePanel } from './pane';
import '../../evaluation/texts';
import '../../../lib/common_texts';
import type { EvaluationEvent } from '../../../lib/messages';
import { formatMark } from '../../../lib/numbers/shares';
import { describeSkill } from '../../../lib/numbers/skill';

const ClassLab = lazy(() => import('./lab/mistake_lab').then((module) => module.ClassLab));
const TABS: Record<Tab, Key> = { matrix: 'byMatrix', classes: 'byClass', compare: 'byTest' };
/** Of the only test. */
const ALONE: Partial<typeof TABS> = { matrix: TABS.matrix, classes: TABS.classes };
/** A per cent of fewer pictures says more than they know. */
const PERCENT_FROM = 20;
/** With so few classes the right one is nearly always among the best five. */
const TOP5_FROM = 7;

export function ClassificationEvaluation({ opened, store, test: shown }: EvaluationProps) {
  const test = shown as Test<EvaluationEvent>;
  const choice = store.choose(ClassificationChoice);
  const mistake = choice.lab.value;
  if (mistake) return <ClassLab opened={opened} choice={choice} test={test} {...mistake} />;
  return <Shown opened={opened} store={store} choice={choice} test={test} />;
}

interface ShownProps extends EvaluationProps {
  choice: ClassificationChoice;
  test: Test<EvaluationEvent>;
}

function Shown({ opened, store, choice, test }: ShownProps) {
  const { marks, row } = test;
  const tabs = store.listOthers(row).length ? TABS : ALONE;
  const tab = choice.tab.value in tabs ? choice.tab.value : 'matrix';
  const selection = choice.selection.value;
  const select = (wanted: Selection) => (choice.selection.value = wanted);
  const comparing = useCompared(classComparison, opened, store, test);
  const head = (
    <>
      <span class="grow" />
      <Tabs
        all={tabs}
        chosen={tab}
        prefix="mistakes"
        label={t('viewMistakes')}
        onChoose={(one) => (choice.tab.value = one)}
      />
    </>
  );
  const side =
    tab === 'compare' ? (
      <ChancePane {...comparing} />
    ) : (
      <SidePanel opened={opened} choice={choice} marks={marks} selection={selection} />
    );
  return (
    <EvaluationFrame opened={opened} store={store} row={row} head={head} side={side}>
      {tab !== 'compare' && (
        <Summary
          opened={opened}
          test={test}
          since={<ComparedBefore comparing={comparing} onOpen={() => (choice.tab.value = 'compare')} />}
        />
      )}
      <div id="mistakes-panel" role="tabpanel" aria-label={t(TABS[tab])}>
        {tab === 'matrix' && <ConfusionMatrix marks={marks} selection={selection} onChoose={select} />}
        {tab === 'classes' && <RecognizedClasses marks={marks} selection={selection} onChoose={select} />}
        {tab === 'compare' && <TestComparison {...comparing} />}
      </div>
    </EvaluationFrame>
  );
}

interface SummaryProps {
  opened: ProjectStore;
  test: Test<EvaluationEvent>;
  /** The comparison in short. */
  since: ComponentChildren;
}

function Summary({ opened, test: { marks }, since }: SummaryProps) {
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
      {marks.correct < marks.total && since}
    </div>
  );
}
