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
  program: { block: 'model_classification', backbone: 'EfficientNet-Lite0', quick: true },
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
        text: 'guideMethodText_classification_quick',
        backbone: 'EfficientNet-Lite0',
        imageSize: null,
        quick: true,
        epochs: 50,
      },
      {
        name: 'careful',
        text: 'guideMethodText_classification_careful',
        backbone: 'EfficientNet-Lite0',
        imageSize: null,
        quick: false,
        epochs: 10,
      },
      {
        name: 'board',
        text: 'guideMethodText_classification_board',
        backbone: 'LeNet',
        imageSize: null,
        quick: false,
        epochs: 20,
      },
    ],
    fitted: false,
  },
};
