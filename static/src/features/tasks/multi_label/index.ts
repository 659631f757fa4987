/** Any number of classes for each picture. */

import type { TaskKind } from '../../../lib/tasks';
import { describeAnswered, describeCorrect } from '../../evaluation/marks';
import './texts';

export const multiLabel: TaskKind = {
  name: 'multi_label',
  words: { name: 'taskMultiLabel', about: 'aboutMultiLabel' },
  icon: 'tag',
  labels: 'tags',
  labeling: { draws: null, tools: [], proposers: ['multi_label'], hint: 'labelHintTags' },
  measure: 'accuracy',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.TagEvaluation),
    describeMark: describeCorrect,
  },
  describeOutcome: describeAnswered,
  program: { block: 'model_multi_label', backbone: 'EfficientNet-Lite0', quick: false, lastLayer: true, epochs: 10 },
  smaller: null,
  steps: {
    place: 3,
    icon: 'tag',
    title: 'guideTask_multi_label',
    text: 'guideTaskText_multi_label',
    instead: 'guideLearn_multi_label',
    model: 'guideMini_tagger',
    learnsFrom: ['multi_label'],
    networks: 'classification',
    methods: [
      {
        name: 'quick',
        backbone: 'EfficientNet-Lite0',
        quick: true,
        epochs: 50,
        text: 'guideMethodText_multi_label_quick',
      },
      { name: 'careful', backbone: 'EfficientNet-Lite0', epochs: 20, text: 'guideMethodText_multi_label_careful' },
      { name: 'board', backbone: 'LeNet', epochs: 20, text: 'guideMethodText_multi_label_board' },
    ],
    fitted: false,
    loadMark: () => import('./mark').then((module) => module.TagMark),
    collects: false,
  },
};
