/** Training by movement, and the test by somebody else. */

import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import type { MotionClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { formatConfidence } from '../../../evaluation/rows';
import { FitPanel, type FitWords } from '../../panels/fit_panel';
import { TestPanel, type TestWords } from '../../panels/test_panel';
import { TestTurn } from '../../panels/test_turn';
import { BETTER, countTraining, MIN_SAMPLES } from '../../taught_store';
import type { MotionStore } from './motion_store';
import type { NextStep } from './next_step';
import { TESTED } from './test_session';
import './texts';
import '../../texts';

const WORDS: FitWords = {
  icon: 'activity',
  few: 'motionFew',
  enough: 'motionEnough',
  count: 'motionCount',
  of: 'motionOf',
  first: 'motionFirst',
  now: 'motionNowMore',
  stale: 'motionStale',
  checkWhy: 'motionCheckWhy',
  how: 'motionHowText',
};

const TEST_WORDS: TestWords = {
  icon: 'activity',
  title: 'motionTest',
  about: 'motionTestText',
  go: 'motionTestGo',
  again: 'motionTestAgain',
  mistakes: 'motionMistakes',
  mistake: 'motionMistake',
};

interface PanelProps {
  store: MotionStore;
  classes: MotionClass[];
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
          {/* Its three curves. */}
          <SmallImage address={api.makeThumbnailUrl(store.opened.id, path, 160)} alt="" />
          <span>{said}</span>
          <span class="cap num">{formatConfidence(confidence)}</span>
        </li>
      )}
    />
  );
}

function Turn({ store }: { store: MotionStore }) {
  const { test } = store;
  const { label, waiting, taken } = test.turn.value!;
  return (
    <TestTurn
      title={t('motionTurn', { name: label })}
      taken={t('motionTurnTaken', { n: String(taken), m: String(TESTED) })}
      label={label}
      waiting={waiting}
      onReady={() => test.begin()}
      onCancel={() => test.cancel()}
    />
  );
}
