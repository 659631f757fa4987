/** Training by points, and the test by somebody else. */

import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import type { PointClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import type { FitWords } from '../../panels/fit_panel';
import { FittedPanel } from '../../panels/fitted_panel';
import type { NextStep } from '../../panels/next_step';
import { BETTER } from '../../taught_store';
import type { HandsStore } from './hands_store';
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

const TEST_WORDS = {
  icon: 'hand',
  title: 'handsTest',
  about: 'handsTestText',
  go: 'handsTestGo',
  again: 'handsTestAgain',
  hint: 'handsTestAbout',
  mistakes: 'handsMistakes',
  mistake: 'handsMistake',
  taken: 'handsTurnTaken',
} as const;

interface PanelProps {
  store: HandsStore;
  classes: PointClass[];
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
      describeTurn={({ name }) => t('handsTurn', { name })}
      // A stick hand: no picture of it was kept.
      showSample={({ path }) => <SmallImage address={api.makeThumbnailUrl(store.opened.id, path, 160)} alt="" />}
    />
  );
}
