/** The one filled button of the page, and how it walks. */

import type { Fitted } from './fit_panel';

export type NextStep = 'take' | 'train' | 'wait' | 'test' | 'mistakes' | 'blocks';

/** tested: somebody is tested just now. */
export function getNextStep(store: Fitted, tested: boolean): NextStep {
  if (store.opened.run.busy.value || tested) return 'wait';
  if (!store.canTrain.value) return 'take';
  if (!store.learned.value || store.stale.value) return 'train';
  const marks = store.marks.value;
  if (!marks) return 'test';
  return marks.correct < marks.total ? 'mistakes' : 'blocks';
}
