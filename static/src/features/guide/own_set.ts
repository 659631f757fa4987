/** Sets whose pictures are taken and boxed on the page that teaches, and how long a few of them are learned from. */

import type { Dataset } from '../../lib/dataset_types';
import { canCollect } from '../data/labels';

/** Whether things are boxed in its pictures, and more of these can be taken. */
export const isOwn = (set: Dataset) => !set.builtin && set.task === 'detection' && canCollect(set);

/**
 * A few pictures have to be seen often until something is found, many of them seldom. Measured with two kinds of drawn
 * things on photographs (RTMDet-Lite0, 192 pixels): 5 pictures find nothing after 10 epochs, with 40 a good half of
 * what is there, with 100 nearly all.
 */
const LOOKS = 500;
const [LEAST, MOST] = [10, 100];

/** Epochs for so many pictures. */
export const fitEpochs = (pictures: number) =>
  Math.min(MOST, Math.max(LEAST, Math.ceil(LOOKS / Math.max(1, pictures))));

/** With fewer boxed pictures than this none are kept back for a test: it is taken with new ones. */
const WITH_TEST = 10;

/** The shares of training, validation and test. */
export const fitRatio = (pictures: number) => (pictures < WITH_TEST ? '8:2:0' : '8:1:1');
