/** Training by sounds, and the test in another room. */

import type { SoundClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { SoundMenu } from '../../../data/samples/sound_menu';
import { formatConfidence } from '../../../evaluation/rows';
import { FitPanel, type FitWords } from '../../panels/fit_panel';
import { TestPanel, type TestWords } from '../../panels/test_panel';
import { TestTurn } from '../../panels/test_turn';
import { countTraining } from '../../taught_store';
import type { NextStep } from './next_step';
import { BETTER, type SoundStore } from './sound_store';
import { TESTED } from './test_session';
import './texts';
import '../../texts';

const WORDS: FitWords = {
  icon: 'audioLines',
  few: 'soundsFew',
  enough: 'soundsEnough',
  count: 'soundsCount',
  of: 'soundsOf',
  first: 'soundsFirstEach',
  now: 'soundsMoreNow',
  stale: 'soundsStale',
  checkWhy: 'soundsCheckWhy',
  howTitle: 'soundsHow',
  how: 'soundsHowText',
};

const TEST_WORDS: TestWords = {
  icon: 'microphone',
  title: 'soundsTest',
  about: 'soundsTestText',
  go: 'soundsTestGo',
  again: 'soundsTestAgain',
  hint: 'soundsTestAbout',
  mistakes: 'soundsMistakes',
  mistake: 'soundsMistake',
};

interface PanelProps {
  store: SoundStore;
  classes: SoundClass[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  return (
    <FitPanel
      store={store}
      words={store.quietKnown.value ? WORDS : { ...WORDS, few: 'soundsQuietFirst', first: 'soundsFirst' }}
      counts={classes.map((one) => ({ name: one.name, count: countTraining(one) }))}
      least={store.least}
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
  const { test, opened } = store;
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
      disabled={opened.run.busy.value}
      onTake={() => void test.take()}
      list="hands-mistakes sounds-mistakes"
      showMistake={({ path, confidence }, said) => (
        <li key={path}>
          <SoundMenu project={opened.id} path={path} label={said} size={160} />
          <span>{said}</span>
          <span class="cap num">{formatConfidence(confidence)}</span>
        </li>
      )}
    />
  );
}

function Turn({ store }: { store: SoundStore }) {
  const { test } = store;
  const { label, background, waiting, taken } = test.turn.value!;
  return (
    <TestTurn
      title={background ? t('soundsTurnQuiet') : t('soundsTurn', { name: label })}
      taken={t('soundsTurnTaken', { n: String(taken), m: String(TESTED) })}
      label={label}
      waiting={waiting}
      onReady={() => test.begin()}
      onCancel={() => test.cancel()}
    />
  );
}
