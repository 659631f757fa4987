/** From the mark of a test to its mistakes. */

import { Icon } from '../../components/icon';
import { goToView } from '../../lib/route';
import { t } from '../../lib/texts';
import { TestHarder } from '../inference/batch/test_harder';
import type { GuideStore } from './store';
import './texts';

interface ToMistakesProps {
  store: GuideStore;
  /** There are none. */
  none: boolean;
}

export function ToMistakes({ store, none }: ToMistakesProps) {
  return (
    <p class="row">
      <button class="btn" onClick={() => goToView(store.opened.id, 'mistakes')}>
        <Icon name="notebook" />
        <span>{t(none ? 'guideReport' : 'guideMistakes')}</span>
      </button>
      {none && !store.kind.value.program.rows && <TestHarder opened={store.opened} model={store.learned.value!.path} />}
    </p>
  );
}
