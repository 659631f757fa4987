/** Any number of classes for each picture. */

import type { TaskKind } from '../../../lib/tasks';
import { describeCorrect } from '../../evaluation/marks';
import './texts';

export const multiLabel: TaskKind = {
  name: 'multi_label',
  words: { name: 'taskMultiLabel', about: 'aboutMultiLabel' },
  labels: 'tags',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.TagEvaluation),
    describeMark: describeCorrect,
  },
};
