/** Outlines of the things of a picture. */

import type { TaskKind } from '../../../lib/tasks';
import { detection } from '../detection/index';
import './texts';

export const instance: TaskKind = {
  name: 'instance',
  words: { name: 'taskInstance', about: 'aboutInstance' },
  icon: 'lasso',
  labels: 'places',
  labeling: { draws: 'outlines', tools: ['outline', 'select', 'box', 'click'], proposers: ['instance'] },
  measure: 'mAP',
  evaluation: detection.evaluation,
  describeOutcome: detection.describeOutcome,
  program: {
    block: 'model_segmentation',
    backbone: 'RTMDet-ins-Lite0',
    quick: false,
    lastLayer: false,
    epochs: 20,
    looks: 60_000 / 18,
  },
  smaller: 'map50',
  steps: null,
};
