/** Boxes around the things of a picture. */

import type { TaskKind } from '../../../lib/tasks';
import { describeFound } from '../../evaluation/marks';
import './texts';

export const detection: TaskKind = {
  name: 'detection',
  words: { name: 'taskDetection', about: 'aboutDetection' },
  labels: 'places',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.DetectionEvaluation),
    describeMark: describeFound,
  },
  program: { block: 'model_detection', backbone: 'RTMDet-Lite0', quick: false },
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
      {
        name: 'quick',
        text: 'guideMethodText_detection_quick',
        backbone: 'RTMDet-Lite0',
        imageSize: 192,
        quick: false,
        epochs: 10,
      },
      {
        name: 'careful',
        text: 'guideMethodText_detection_careful',
        backbone: 'RTMDet-Lite0',
        imageSize: null,
        quick: false,
        epochs: 20,
      },
      {
        name: 'board',
        text: 'guideMethodText_detection_board',
        backbone: 'RTMDet-Lite0',
        imageSize: 128,
        quick: false,
        epochs: 20,
      },
    ],
    fitted: true,
  },
};
