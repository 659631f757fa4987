/** Training by points, and the test by somebody else. */

import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import type { PointClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { formatConfidence } from '../../../evaluation/rows';
import { FitPanel, type FitWords } from '../../panels/fit_panel';
import { TestPanel, type TestWords } from '../../panels/test_panel';
import { TestTurn } from '../../panels/test_turn';
import { BETTER, countTraining, MIN_SAMPLES } from '../../taught_store';
import type { HandsStore } from './hands_store';
import type { NextStep } from './next_step';
import { TESTED } from './test_session';
import './texts';
import '../../texts';

const WORDS: FitWords = {
  icon: 'hand',
  few: 'handsFew',
  enough: 'handsEnough',
  count: 'handsCount',
  of: 'handsOf',
  first: 'handsFirst',
  now: 'handsNow',
  stale: 'handsStale',
  checkWhy: 'handsCheckWhy',
  how: 'handsHowText',
};

const TEST_WORDS: TestWords = {
  icon: 'hand',
  title: 'handsTest',
  about: 'handsTestText',
  go: 'handsTestGo',
  again: 'handsTestAgain',
  hint: 'handsTestAbout',
  mistakes: 'handsMistakes',
  mistake: 'handsMistake',
};

interface PanelProps {
  store: HandsStore;
  classes: PointClass[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  return (
    <FitPanel
      store={store}
      words={WORDS}
      counts={classes.map((one) => ({ name: one.name, count: countTraining(one) }))}
      least={MIN_SAMPLES}
      better={BETTER}
      filled={next === 'train'}
      focus="teach-answer"
      tested={store.test.turn.value !== null}
    >
      <Test store={store} next={next} />
    </FitPanel>
  );
}

function Test({ store, next }: Pick<PanelProps, 'store' | 'next'>) {
  const { test } = store;
  return (
    <TestPanel
      words={TEST_WORDS}
      turn={test.turn.value && <Turn store={store} />}
      asking={test.asking.value}
      marks={store.marks.value}
      labels={store.ready.value.map(({ name }) => name)}
      taken={test.taken.value}
      most={TESTED}
      next={next}
      disabled={store.opened.run.busy.value}
      onTake={() => void test.take()}
      list="hands-mistakes"
      showMistake={({ path, confidence }, said) => (
        <li key={path}>
          {/* A stick hand: no picture of it was kept. */}
          <SmallImage address={api.makeThumbnailUrl(store.opened.id, path, 160)} alt="" />
          <span>{said}</span>
          <span class="cap num">{formatConfidence(confidence)}</span>
        </li>
      )}
    />
  );
}

function Turn({ store }: { store: HandsStore }) {
  const { test } = store;
  const { label, waiting, taken } = test.turn.value!;
  return (
    <TestTurn
      title={t('handsTurn', { name: label })}
      taken={t('handsTurnTaken', { n: String(taken), m: String(TESTED) })}
      label={label}
      waiting={waiting}
      onReady={() => test.begin()}
      onCancel={() => test.cancel()}
    />
  );
}
