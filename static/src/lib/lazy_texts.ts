/** The words of what is loaded when it is first shown: importing this module teaches them to the page. */

import { learn } from './texts';
import { CHECKUP } from '../features/home/doctor_texts';
import { COLLECT } from '../features/data/capture/texts';
import { DATA } from '../features/data/texts';
import { DEVICES } from '../features/devices/texts';
import { MISTAKES } from '../features/evaluation/texts';
import { MODELS } from '../features/models/texts';
import { NETWORK } from '../features/lan/texts';
import { TRAINING } from '../features/training/texts';
import { TRYIT } from '../features/inference/texts';
import { VERSIONS } from '../features/versions/texts';
import { VIDEO } from '../features/video/texts';

export const LATER = { ...TRAINING, ...CHECKUP, ...COLLECT, ...DATA, ...DEVICES, ...MISTAKES, ...MODELS, ...NETWORK, ...TRYIT, ...VERSIONS, ...VIDEO };

learn(LATER);
