/** Sets whose pictures are taken and boxed on the page that teaches, and how they are split. */

import type { Dataset } from '../../lib/dataset_types';
import { canCollect } from '../labels/labels';
import { teachesBoxes } from './program';

/** Whether things are boxed in its pictures, and more of these can be taken. */
export const isOwn = (set: Dataset) => !set.builtin && teachesBoxes(set.task) && canCollect(set);

/** With fewer boxed pictures than this none are kept back for a test: it is taken with new ones. */
const WITH_TEST = 10;

/** The shares of training, validation and test. */
export const fitRatio = (pictures: number) => (pictures < WITH_TEST ? '8:2:0' : '8:1:1');
