/** One class for each picture. */

import type { TaskKind } from '../../../lib/tasks';
import { describeAnswered, describeCorrect } from '../../evaluation/marks';
import './texts';

/** Less confidence than this, and a classifier says that it does not know. */
const UNKNOWN = 0.6;

export const classification: TaskKind = {
  name: 'classification',
  words: { name: 'taskClassification', about: 'aboutClassification' },
  icon: 'folder',
  labels: 'folder',
  labeling: { draws: null, tools: [], proposers: [], hint: 'labelHintClass' },
  measure: 'accuracy',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.ClassificationEvaluation),
    describeMark: describeCorrect,
  },
  describeOutcome: describeAnswered,
  program: {
    block: 'model_classification',
    backbone: 'EfficientNet-Lite0',
    quick: true,
    lastLayer: true,
    epochs: 10,
    exchange: 'use_classifier',
    watch: { unknown: UNKNOWN },
    pickSettings: ({ threshold, smooth }) => ({ unknown: threshold, smooth }),
    loadServo: () => import('./servo').then((module) => module.turnByClass),
  },
  smaller: 'correct',
  steps: {
    place: 1,
    icon: 'image',
    title: 'guideTask_classification',
    text: 'guideTaskText_classification',
    instead: 'guideLearn_classification',
    model: 'guideMini_model',
    learnsFrom: ['classification'],
    networks: 'classification',
    methods: [
      {
        name: 'quick',
        backbone: 'EfficientNet-Lite0',
        quick: true,
        epochs: 50,
        text: 'guideMethodText_classification_quick',
      },
      { name: 'careful', backbone: 'EfficientNet-Lite0', epochs: 10, text: 'guideMethodText_classification_careful' },
      { name: 'board', backbone: 'LeNet', epochs: 20, text: 'guideMethodText_classification_board' },
    ],
    fitted: false,
    loadMark: () => import('./mark').then((module) => module.ClassMark),
    collects: true,
    teaches: 'folders',
    refuses: { places: 'guideOnlyBoxes' },
  },
};
