/** Outlines of the things of a picture. */

import type { TaskKind } from '../../../lib/tasks';
import { detection } from '../detection/index';
import './texts';

export const instance: TaskKind = {
  name: 'instance',
  words: { name: 'taskInstance', about: 'aboutInstance' },
  labels: 'places',
  evaluation: detection.evaluation,
  program: { block: 'model_segmentation', backbone: 'RTMDet-ins-Lite0', quick: false },
  smaller: 'map50',
  steps: null,
};
