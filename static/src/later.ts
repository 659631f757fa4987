/** The words of what is loaded when it is first shown: importing this module teaches them to the page. */

import { learn } from './texts';
import { CHECKUP } from './texts/checkup';
import { COLLECT } from './texts/collect';
import { DATA } from './texts/data';
import { DEVICES } from './texts/devices';
import { MISTAKES } from './texts/mistakes';
import { MODELS } from './texts/models';
import { NETWORK } from './texts/network';
import { TRAINING } from './texts/training';
import { TRYIT } from './texts/tryit';
import { VERSIONS } from './texts/versions';
import { VIDEO } from './texts/video';

export const LATER = { ...TRAINING, ...CHECKUP, ...COLLECT, ...DATA, ...DEVICES, ...MISTAKES, ...MODELS, ...NETWORK, ...TRYIT, ...VERSIONS, ...VIDEO };

learn(LATER);
