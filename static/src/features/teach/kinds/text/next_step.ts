/** The one filled button of the page, and how it walks. */

import type { TextStore } from './text_store';

export type NextStep = 'write' | 'train' | 'wait' | 'test' | 'mistakes' | 'blocks';

export function getNextStep(store: TextStore): NextStep {
  if (store.opened.run.busy.value || store.turn.value) return 'wait';
  if (!store.canTrain.value) return 'write';
  if (!store.learned.value || store.stale.value) return 'train';
  const marks = store.marks.value;
  if (!marks) return 'test';
  return marks.correct < marks.total ? 'mistakes' : 'blocks';
}
