/** Training by sounds, and the test in another room. */

import type { SoundClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { SoundMenu } from '../../../data/samples/sound_menu';
import type { FitWords } from '../../panels/fit_panel';
import { FittedPanel } from '../../panels/fitted_panel';
import type { NextStep } from '../../panels/next_step';
import { BETTER, type SoundStore } from './sound_store';
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

const TEST_WORDS = {
  icon: 'microphone',
  title: 'soundsTest',
  about: 'soundsTestText',
  go: 'soundsTestGo',
  again: 'soundsTestAgain',
  hint: 'soundsTestAbout',
  mistakes: 'soundsMistakes',
  mistake: 'soundsMistake',
  taken: 'soundsTurnTaken',
} as const;

interface PanelProps {
  store: SoundStore;
  classes: SoundClass[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  return (
    <FittedPanel
      store={store}
      classes={classes}
      next={next}
      words={store.quietKnown.value ? WORDS : { ...WORDS, few: 'soundsQuietFirst', first: 'soundsFirst' }}
      testWords={TEST_WORDS}
      better={BETTER}
      describeTurn={({ name, background }) => (background ? t('soundsTurnQuiet') : t('soundsTurn', { name }))}
      list="sounds-mistakes"
      showSample={({ path }, said) => <SoundMenu project={store.opened.id} path={path} label={said} size={160} />}
    />
  );
}
