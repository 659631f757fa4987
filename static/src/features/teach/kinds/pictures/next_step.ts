/** The one filled button of the page, and how it walks. */

import type { TeachStore } from './teach_store';

export type NextStep = 'take' | 'train' | 'wait' | 'test' | 'mistakes' | 'blocks';

export function getNextStep(store: TeachStore): NextStep {
  if (store.opened.run.busy.value || store.test.turn.value) return 'wait';
  if (!store.canTrain.value || (store.empty.value.length && !store.learned.value)) return 'take';
  if (!store.learned.value || store.unlearned.value || store.otherWay.value) return 'train';
  const marks = store.marks.value;
  if (marks?.split !== 'test') return 'test';
  return marks.correct < marks.total ? 'mistakes' : 'blocks';
}
