/** The one filled button of the page, and how it walks. */

import type { SoundStore } from './sound_store';

export type NextStep = 'take' | 'train' | 'wait' | 'test' | 'mistakes' | 'blocks';

export function getNextStep(store: SoundStore): NextStep {
  if (store.opened.run.busy.value || store.test.turn.value || store.test.asking.value) return 'wait';
  if (!store.canTrain.value) return 'take';
  if (!store.learned.value || store.stale.value) return 'train';
  const marks = store.marks.value;
  if (!marks) return 'test';
  return marks.correct < marks.total ? 'mistakes' : 'blocks';
}
