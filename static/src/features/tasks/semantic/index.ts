/** A class for each pixel of a picture. */

import type { TaskKind } from '../../../lib/tasks';
import { describeOverlap } from '../../evaluation/marks';
import './texts';

export const semantic: TaskKind = {
  name: 'semantic',
  words: { name: 'taskSemantic', about: 'aboutSemantic' },
  labels: 'pixels',
  evaluation: {
    load: () => import('./evaluation').then((module) => module.SegmentationEvaluation),
    describeMark: describeOverlap,
  },
};
