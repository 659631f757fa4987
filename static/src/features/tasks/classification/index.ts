/** One class for each picture. */

import type { TaskKind } from '../../../lib/tasks';
import { describeCorrect } from '../../evaluation/marks';
import './texts';

export const classification: TaskKind = {
  name: 'classification',
  words: { name: 'taskClassification', about: 'aboutClassification' },
  labels: 'folder',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.ClassificationEvaluation),
    describeMark: describeCorrect,
  },
};
