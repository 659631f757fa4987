/** A class for each pixel of a picture. */

import type { SegmentationEvaluationEvent } from '../../../lib/messages';
import { formatPercent } from '../../../lib/numbers/shares';
import type { TaskKind } from '../../../lib/tasks';
import { describeOverlap } from '../../evaluation/marks';
import './texts';

export const semantic: TaskKind = {
  name: 'semantic',
  words: { name: 'taskSemantic', about: 'aboutSemantic' },
  icon: 'brush',
  labels: 'pixels',
  labeling: { draws: 'pixels', tools: ['brush', 'outline', 'click'], proposers: ['semantic'] },
  measure: 'mIoU',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.SegmentationEvaluation),
    describeMark: describeOverlap,
  },
  describeOutcome: ({ averages }: SegmentationEvaluationEvent) => [
    'testedPainting',
    { p: formatPercent(averages.accuracy ?? 0) },
  ],
  program: {
    block: 'model_semantic_segmentation',
    backbone: 'UNet-Lite0',
    quick: false,
    lastLayer: false,
    epochs: 20,
    looks: 60_000 / 20,
  },
  smaller: 'miou',
  steps: {
    place: 4,
    icon: 'brush',
    title: 'guideTask_semantic',
    text: 'guideTaskText_semantic',
    instead: 'guideLearn_semantic',
    model: 'guideMini_painter',
    learnsFrom: ['semantic', 'instance'],
    networks: 'semantic',
    methods: [
      { name: 'quick', backbone: 'UNet-Lite0', imageSize: 160, epochs: 10, text: 'guideMethodText_semantic_quick' },
      { name: 'careful', backbone: 'UNet-Lite0', epochs: 20, text: 'guideMethodText_semantic_careful' },
      { name: 'board', backbone: 'UNet-Lite0', imageSize: 96, epochs: 20, text: 'guideMethodText_semantic_board' },
    ],
    fitted: false,
    loadMark: () => import('./mark').then((module) => module.PaintMark),
    collects: false,
  },
};
