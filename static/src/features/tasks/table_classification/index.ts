/** A class of each row of a table. */

import type { TaskKind } from '../../../lib/tasks';
import { t } from '../../../lib/texts';
import { classification } from '../classification/index';
import './texts';

const NAMES = { decision_tree: 'rowsTree', random_forest: 'rowsForest', knn: 'rowsNeighbors' } as const;
const nameBackbone = (backbone: string) => (backbone in NAMES ? t(NAMES[backbone as keyof typeof NAMES]) : backbone);

export const tableClassification: TaskKind = {
  name: 'table_classification',
  words: { name: 'taskTableClassification', about: 'aboutTableClassification' },
  icon: 'grid',
  labels: 'column',
  labeling: { draws: null, tools: [], proposers: [] },
  measure: 'accuracy',
  evaluation: classification.evaluation,
  describeOutcome: classification.describeOutcome,
  loadForm: () => import('./row_form').then((module) => module.RowForm),
  program: {
    block: 'table_model',
    backbone: 'decision_tree',
    quick: false,
    lastLayer: false,
    epochs: 1,
    rows: true,
  },
  smaller: null,
  steps: {
    place: 6,
    icon: 'grid',
    title: 'guideTask_table',
    text: 'guideTaskText_table',
    instead: 'guideLearn_table',
    model: 'guideMini_rows',
    nameBackbone,
    learnsFrom: ['table_classification', 'table_regression'],
    networks: null,
    methods: [
      { name: 'tree', backbone: 'decision_tree', epochs: 1, text: 'rowsTreeText' },
      { name: 'forest', backbone: 'random_forest', epochs: 1, text: 'rowsForestText' },
      { name: 'neighbors', backbone: 'knn', epochs: 1, text: 'rowsNeighborsText' },
    ],
    fitted: false,
    loadMark: classification.steps!.loadMark,
    loadData: () => import('./table_step').then((module) => module.TableStep),
    collects: false,
  },
};
