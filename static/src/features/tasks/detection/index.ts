/** Boxes around the things of a picture. */

import type { DetectionEvaluationEvent } from '../../../lib/messages';
import type { TaskKind } from '../../../lib/tasks';
import { describeFound } from '../../evaluation/marks';
import { countObjects } from './count_objects';
import './texts';

export const detection: TaskKind = {
  name: 'detection',
  words: { name: 'taskDetection', about: 'aboutDetection', objects: 'importBoxes' },
  icon: 'square',
  labels: 'places',
  labeling: {
    draws: 'boxes',
    tools: ['box', 'select', 'outline', 'click'],
    proposers: ['detection', 'instance'],
  },
  measure: 'mAP',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.DetectionEvaluation),
    describeMark: describeFound,
  },
  describeOutcome: ({ split, counts, by_class }: DetectionEvaluationEvent) => [
    split === 'val' ? 'checkedFinding' : 'testedFinding',
    { n: counts.right ?? 0, m: countObjects({ by_class }) },
  ],
  program: {
    block: 'model_detection',
    backbone: 'RTMDet-Lite0',
    quick: false,
    lastLayer: false,
    epochs: 20,
    looks: 60_000 / 13,
    exchange: 'use_detector',
  },
  smaller: 'map50',
  steps: {
    place: 2,
    icon: 'scan',
    title: 'guideTask_detection',
    text: 'guideTaskText_detection',
    instead: 'guideLearn_detection',
    model: 'guideMini_detector',
    learnsFrom: ['detection', 'instance'],
    networks: 'detection',
    methods: [
      { name: 'quick', backbone: 'RTMDet-Lite0', imageSize: 192, epochs: 10, text: 'guideMethodText_detection_quick' },
      { name: 'careful', backbone: 'RTMDet-Lite0', epochs: 20, text: 'guideMethodText_detection_careful' },
      { name: 'board', backbone: 'RTMDet-Lite0', imageSize: 128, epochs: 20, text: 'guideMethodText_detection_board' },
    ],
    fitted: true,
    loadMark: () => import('./mark').then((module) => module.FoundMark),
    foundNothing: ({ counts, by_class }: DetectionEvaluationEvent) => !counts.right && countObjects({ by_class }) > 0,
    collects: false,
    teaches: 'boxes',
    refuses: { folder: 'guideOnlyClasses' },
  },
};
