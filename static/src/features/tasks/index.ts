/** All kinds of learning, in the order in which they are offered. */

import { registerTask } from '../../lib/tasks';
import { classification } from './classification/index';
import { detection } from './detection/index';
import { instance } from './instance/index';
import { multiLabel } from './multi_label/index';
import { regression } from './regression/index';
import { semantic } from './semantic/index';

for (const kind of [classification, multiLabel, detection, instance, semantic, regression]) registerTask(kind);
