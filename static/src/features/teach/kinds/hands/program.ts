/** The blocks of a posture model: its data set of points, training and test, and the camera in which it recognizes. */

import { t } from '../../../../lib/texts';
import type { Workspace } from '../../../../lib/types';
import { CAMERA, IMAGE, openCamera, RESULT, watchCamera } from '../../../project/training_program';
import { makeLearningProgram, readLearning, readThreshold, type ThresholdBlock } from '../../learning_blocks';
import '../../../project/texts';

export const WHATS = ['hand', 'body', 'face'] as const;
export type What = (typeof WHATS)[number];
export const STEPS = ['data', 'model', 'train', 'test', 'watch'] as const;
const SURE = 0.6;

export interface HandsProgram {
  /** The name of the data set's folder in `data/`. */
  set: string;
  what: What;
  /** Left hands count as right ones. */
  mirrored: boolean;
  blocks: Partial<Record<(typeof STEPS)[number], string>>;
  /** The block after the last step of learning. '': there is none. */
  until: string;
  /** Below which share an answer is "I do not know". */
  threshold: ThresholdBlock | null;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const TYPES = {
  model: 'model_points',
  train: 'model_train_points',
  others: ['camera_open', 'camera_each', 'result_inference', 'pick_camera'],
};

/** Null where the program does not train a posture model from a data set of the project. */
export function readHandsProgram(workspace: Workspace): HandsProgram | null {
  const learning = readLearning(workspace, TYPES);
  if (!learning) return null;
  const { main, set, model, blocks, until, grown } = learning;
  return {
    set,
    what: WHATS.find((one) => one === model.fields?.what) ?? 'hand',
    mirrored: ![false, 'FALSE'].includes(model.fields?.mirrored as never),
    blocks: { ...blocks, watch: main.find('camera_each')?.id },
    until,
    threshold: readThreshold(main.find('result_inference'), 'unknown'),
    grown: grown || main.others > 0,
  };
}

/** A saved workspace that learns points, and recognizes them in the pictures of a camera. */
export function makeHandsProgram(path: string, what: What, mirrored = true): Workspace {
  const plain = { type: TYPES.model, id: 'classifier', fields: { what } };
  const model = mirrored ? plain : { ...plain, extraState: { more: ['mirrored'] }, fields: { what, mirrored: false } };
  const steps = [openCamera(), watchCamera({ unknown: SURE })];
  const variables = [
    { id: CAMERA, name: t('variableCamera') },
    { id: IMAGE, name: t('variableImage') },
    { id: RESULT, name: t('variableResult') },
  ];
  return makeLearningProgram(path, model, TYPES.train, { steps, variables });
}
