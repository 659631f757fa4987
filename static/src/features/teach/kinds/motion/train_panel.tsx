/** Training by movement, and the test by somebody else. */

import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import type { MotionClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import type { FitWords } from '../../panels/fit_panel';
import { FittedPanel } from '../../panels/fitted_panel';
import type { NextStep } from '../../panels/next_step';
import { BETTER } from '../../taught_store';
import type { MotionStore } from './motion_store';
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

const TEST_WORDS = {
  icon: 'activity',
  title: 'motionTest',
  about: 'motionTestText',
  go: 'motionTestGo',
  again: 'motionTestAgain',
  mistakes: 'motionMistakes',
  mistake: 'motionMistake',
  taken: 'motionTurnTaken',
} as const;

interface PanelProps {
  store: MotionStore;
  classes: MotionClass[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  return (
    <FittedPanel
      store={store}
      classes={classes}
      next={next}
      words={WORDS}
      testWords={TEST_WORDS}
      better={BETTER}
      describeTurn={({ name }) => t('motionTurn', { name })}
      // Its three curves.
      showSample={({ path }) => <SmallImage address={api.makeThumbnailUrl(store.opened.id, path, 160)} alt="" />}
    />
  );
}
