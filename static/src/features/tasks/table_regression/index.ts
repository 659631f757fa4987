/** A number of each row of a table. */

import type { TaskKind } from '../../../lib/tasks';
import { regression } from '../regression/index';
import { tableClassification } from '../table_classification/index';

export const tableRegression: TaskKind = {
  ...tableClassification,
  name: 'table_regression',
  words: { name: 'taskTableRegression', about: 'aboutTableRegression' },
  labels: 'number',
  measure: 'mae',
  evaluation: regression.evaluation,
  describeOutcome: regression.describeOutcome,
  program: { ...tableClassification.program, block: 'table_model', numbers: true },
  steps: { ...tableClassification.steps!, follows: true, loadMark: regression.steps!.loadMark },
};
