/** What is done next: the one filled button of the editor. */

import { isLearnable } from '../../../labels/labels';
import type { LabelingStore } from './labeling_store';

/** label: the picture itself is next, with nothing to press. */
export type NextStep = 'accept' | 'label' | 'next' | 'propose' | 'train';

/** So many labeled pictures teach a model enough to propose for the others. */
const ENOUGH = 5;

export function getNextStep(store: LabelingStore): NextStep {
  const { list, proposals } = store;
  const models = proposals.models.value;
  const [done, total] = [list.labeled.value, list.total.value];
  if (proposals.count.value) return 'accept';
  if (done >= total && canTrain(store)) return 'train';
  if (models?.length && done >= ENOUGH && !list.proposed.value) return 'propose';
  if (!store.labeled.value) return 'label';
  return models?.length === 0 && canTrain(store) ? 'train' : 'next';
}

/** Whether a model learns from such labels, and there are some. */
export const canTrain = ({ task, list }: LabelingStore) =>
  task.value !== null &&
  isLearnable(task.value) &&
  list.labeled.value >= Math.min(ENOUGH, Math.max(1, list.total.value));
