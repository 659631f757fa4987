/** All kinds of learning, in the order in which they are offered. */

import { registerTask } from '../../lib/tasks';
import { classification } from './classification/index';
import { detection } from './detection/index';
import { instance } from './instance/index';
import { multiLabel } from './multi_label/index';
import { regression } from './regression/index';
import { semantic } from './semantic/index';
import { tableClassification } from './table_classification/index';
import { tableRegression } from './table_regression/index';

const PICTURES = [classification, multiLabel, detection, instance, semantic, regression];
for (const kind of [...PICTURES, tableClassification, tableRegression]) registerTask(kind);
