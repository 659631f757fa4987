/** The evaluation of a model of numbers: how far it is off, each answer against the truth, the largest errors. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { lazy } from '../../../components/lazy';
import { Tabs } from '../../../components/tabs';
import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { ChancePane, ComparedBefore, TestComparison, useCompared } from '../../evaluation/comparison/comparison';
import { EvaluationFrame } from '../../evaluation/frame';
import type { EvaluationProps } from '../../evaluation/part';
import { PictureWall } from '../../evaluation/picture_wall';
import { SampleDialog } from '../../evaluation/sample_dialog';
import type { Test } from '../../evaluation/store';
import { isRow, TestedImage } from '../../evaluation/tested_image';
import { NumberChoice, type Tab } from './choice';
import { numberComparison } from './comparison';
import { describePicture, getNothing } from './describe_picture';
import { ScatterPlot } from './scatter_plot';
import '../../../lib/common_texts';
import '../../evaluation/texts';
import './number_texts';
import { tellOfSamples } from '../../evaluation/sample_words';

const NumberLab = lazy(() => import('./lab').then((module) => module.NumberLab));
const TABS: Record<Tab, Key> = { scatter: 'numberScatter', compare: 'byTest' };
type NumberTest = Test<NumberEvaluationEvent>;

export function NumberEvaluation({ opened, store, test: shown }: EvaluationProps) {
  const test = shown as NumberTest;
  const choice = store.choose(NumberChoice);
  const number = choice.lab.value;
  if (number !== null && !isRow(test.marks.pictures[number].path))
    return <NumberLab opened={opened} choice={choice} test={test} number={number} />;
  return (
    <>
      <Shown opened={opened} store={store} choice={choice} test={test} />
      {number !== null && <RowDialog opened={opened} choice={choice} marks={test.marks} number={number} />}
    </>
  );
}

interface RowDialogProps {
  opened: ProjectStore;
  choice: NumberChoice;
  marks: NumberEvaluationEvent;
  number: number;
}

/** A row of a table has no picture in which a reason could be looked for. */
function RowDialog({ opened, choice, marks, number }: RowDialogProps) {
  const { names, off } = describePicture(marks, number);
  return (
    <SampleDialog
      project={opened.id}
      sample={marks.pictures[number]}
      title={names}
      index={number}
      count={marks.pictures.length}
      onGo={(at) => (choice.lab.value = at)}
    >
      {off}
    </SampleDialog>
  );
}

function Shown({ opened, store, choice, test }: EvaluationProps & { choice: NumberChoice; test: NumberTest }) {
  const { marks, row } = test;
  const several = store.listOthers(row).length > 0;
  const tab = several ? choice.tab.value : 'scatter';
  const comparing = useCompared(numberComparison, opened, store, test);
  const open = (number: number) => (choice.lab.value = choice.left = number);
  const head = several && (
    <>
      <span class="grow" />
      <Tabs
        all={TABS}
        chosen={tab}
        prefix="number"
        label={t('viewMistakes')}
        onChoose={(one) => (choice.tab.value = one)}
      />
    </>
  );
  const side =
    tab === 'compare' ? (
      <ChancePane {...comparing} />
    ) : (
      <Pictures opened={opened} choice={choice} marks={marks} onChoose={open} />
    );
  return (
    <EvaluationFrame opened={opened} store={store} row={row} head={head} side={side}>
      {tab === 'scatter' && (
        <Summary marks={marks}>
          <ComparedBefore comparing={comparing} onOpen={() => (choice.tab.value = 'compare')} />
        </Summary>
      )}
      <div id="number-panel" {...(several && { role: 'tabpanel', 'aria-label': t(TABS[tab]) })}>
        {tab === 'scatter' ? (
          <section class="panel number-card" aria-labelledby="number-scatter">
            <h2 id="number-scatter">{t('numberScatter')}</h2>
            <p class="cap">{tellOfSamples('numberScatterText')}</p>
            <ScatterPlot marks={marks} onChoose={open} />
          </section>
        ) : (
          <TestComparison {...comparing} />
        )}
      </div>
    </EvaluationFrame>
  );
}

function Summary({ marks, children }: { marks: NumberEvaluationEvent; children: ComponentChildren }) {
  const { mae, rmse, r2, baseline_mae: baseline } = marks.averages;
  const format = (value: number) => formatQuantity(value, marks.unit, marks);
  return (
    <div class="mistakes-cards number-cards">
      <section class="panel mistakes-card">
        <p class="cap">{t('numberMae')}</p>
        <b class="big-figure">{format(mae)}</b>
        <p class="cap">{tellOfSamples('numberMaeText', { n: marks.total })}</p>
      </section>
      <section class="panel mistakes-card">
        <p class="cap">{t('numberBaseline')}</p>
        <b class="big-figure mut">{format(baseline)}</b>
        <p class={mae < baseline ? 'cap' : 'warn-text'}>
          {tellOfSamples(mae < baseline ? 'numberBaselineText' : getNothing(marks.sample_kind))}{' '}
          <span class="num nowrap">
            RMSE {format(rmse)} · R² {r2.toFixed(2)}
          </span>
        </p>
      </section>
      {children}
    </div>
  );
}

interface PicturesProps {
  opened: ProjectStore;
  choice: NumberChoice;
  marks: NumberEvaluationEvent;
  onChoose(number: number): void;
}

function Pictures({ opened, choice, marks, onChoose }: PicturesProps) {
  const wall = useRef<HTMLElement>(null);
  useEffect(() => {
    wall.current?.querySelector<HTMLElement>(`[data-number="${choice.left}"]`)?.focus();
    choice.left = null;
  }, [choice]);
  return (
    <PictureWall
      wall={wall}
      title={t('numberLargest')}
      head={<p class="cap">{tellOfSamples('sampleCount', { n: marks.pictures.length })}</p>}
      pictures={[...marks.pictures.keys()]}
      of={[marks]}
      empty={t('noneHere')}
      renderTile={(number) => (
        <li key={number}>
          <Tile opened={opened} marks={marks} number={number} onOpen={() => onChoose(number)} />
        </li>
      )}
    />
  );
}

interface TileProps {
  opened: ProjectStore;
  marks: NumberEvaluationEvent;
  number: number;
  onOpen(): void;
}

function Tile({ opened, marks, number, onOpen }: TileProps) {
  const { path, text } = marks.pictures[number];
  const { names, off } = describePicture(marks, number);
  return (
    <button class="mark-tile" title={path} data-number={number} onClick={onOpen}>
      <TestedImage project={opened.id} path={path} text={text} />
      <span class="mark-names">{names}</span>
      <span class="mark-sure num">
        <b>{off}</b>
      </span>
    </button>
  );
}
