/** A number of each picture. */

import type { TaskKind } from '../../../lib/tasks';
import '../../inference/part';
import { isNumber } from '../../../lib/numbers/is_number';
import { formatQuantity } from '../../../lib/numbers/quantity';
import './texts';

export const regression: TaskKind = {
  name: 'regression',
  words: { name: 'taskRegression', about: 'aboutRegression' },
  icon: 'file',
  labels: 'number',
  labeling: { draws: null, tools: [], proposers: [] },
  measure: 'mae',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.NumberEvaluation),
    describeMark: ({ mae, unit = '', low, high }) =>
      typeof mae === 'number' ? `MAE ${formatQuantity(mae, unit, { low: low ?? 0, high: high ?? mae })}` : '–',
  },
  answer: {
    load: () => import('./number_answer').then((module) => module.NumberPrediction),
    loadBatch: () => import('./batch').then((module) => module.numberBatch),
    note: 'numberBlock',
  },
  program: {
    block: 'model_regression',
    backbone: 'EfficientNet-Lite0',
    quick: false,
    lastLayer: false,
    epochs: 10,
    hasUnit: true,
    pickSettings: ({ smooth }) => ({ smooth }),
    loadServo: () => import('./servo').then((module) => module.turnByNumber),
  },
  smaller: null,
  steps: {
    place: 5,
    icon: 'gauge',
    title: 'guideTask_regression',
    text: 'guideTaskText_regression',
    instead: 'guideLearn_regression',
    model: 'guideMini_regressor',
    learnsFrom: ['regression', 'classification'],
    takes: ({ task, classes }) => task === 'regression' || classes.every(({ name }) => isNumber(name)),
    networks: 'classification',
    methods: [
      { name: 'quick', backbone: 'EfficientNet-Lite0', epochs: 10, text: 'guideMethodText_regression_quick' },
      { name: 'careful', backbone: 'EfficientNet-Lite0', epochs: 30, text: 'guideMethodText_regression_careful' },
      { name: 'board', backbone: 'LeNet', epochs: 100, text: 'guideMethodText_regression_board' },
    ],
    fitted: false,
    loadMark: () => import('./number_mark').then((module) => module.NumberMark),
    loadQuestion: () => import('./unit_field').then((module) => module.UnitField),
    collects: true,
    refuses: { folder: 'guideOnlyNames' },
  },
};
