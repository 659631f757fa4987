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
};
