/** A number of each picture. */

import type { TaskKind } from '../../../lib/tasks';
import '../../inference/part';
import { formatQuantity } from '../../../lib/numbers/quantity';
import './texts';

export const regression: TaskKind = {
  name: 'regression',
  words: { name: 'taskRegression', about: 'aboutRegression' },
  labels: 'number',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.NumberEvaluation),
    describeMark: ({ mae, unit = '', low, high }) =>
      typeof mae === 'number' ? `MAE ${formatQuantity(mae, unit, { low: low ?? 0, high: high ?? mae })}` : '–',
  },
  answer: {
    load: () => import('./number_answer').then((module) => module.NumberPrediction),
    note: 'numberBlock',
  },
};
