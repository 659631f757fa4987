/** The blocks of a posture model: its data set of points, training and test, and the camera in which it recognizes. */

import { readMainStack, readText } from '../../../../lib/saved_blocks';
import { t } from '../../../../lib/texts';
import type { Workspace } from '../../../../lib/types';
import {
  CAMERA,
  DATASET,
  getBlock,
  IMAGE,
  MODEL,
  makeText,
  makeWorkspace,
  openCamera,
  openDataset,
  RESULT,
  readVariable,
  type Step,
  setVariable,
  showTest,
  watchCamera,
} from '../../../project/training_program';
import './texts';
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
  /** The number block that says below which share an answer is "I do not know", and that share. */
  threshold: { block: string; value: number } | null;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const LEARNING = [
  'data_open',
  'model_points',
  'model_load_dataset',
  'model_save_fold',
  'model_train_points',
  'test_model',
];
const SHOWN = [
  ...LEARNING,
  ...['program_start', 'variables_set', 'variables_get', 'show_content', 'camera_open', 'camera_each'],
  ...['result_inference', 'text', 'math_number', 'logic_boolean', 'pick_dataset', 'pick_folder', 'pick_camera'],
];

/** Null where the program does not train a posture model from a data set of the project. */
export function readHandsProgram(workspace: Workspace): HandsProgram | null {
  const main = readMainStack(workspace);
  if (!main) return null;
  const { find } = main;
  const [data, model, train] = [find('data_open'), find('model_points'), find('model_train_points')];
  const path = data && readText(data, 'path');
  if (!path?.startsWith('data/') || !model || !train) return null;
  const recognize = find('result_inference');
  const unknown = recognize?.inputs?.unknown;
  const number = unknown?.block ?? unknown?.shadow;
  return {
    set: path.slice('data/'.length),
    what: WHATS.find((one) => one === model.fields?.what) ?? 'hand',
    mirrored: ![false, 'FALSE'].includes(model.fields?.mirrored as never),
    blocks: {
      data: data!.id,
      model: model.id,
      train: train.id,
      test: find('test_model')?.id,
      watch: find('camera_each')?.id,
    },
    until: main.findNext(LEARNING),
    threshold: number?.type === 'math_number' ? { block: number.id, value: Number(number.fields?.NUM ?? 0) } : null,
    grown: main.others > 0 || main.all.some((one) => !SHOWN.includes(one.type)),
  };
}

/** A saved workspace that learns points, and recognizes them in the pictures of a camera. */
export function makeHandsProgram(path: string, what: What, mirrored = true): Workspace {
  const model = { type: 'model_points', id: 'classifier', fields: { what } };
  const steps: Step[] = [
    { type: 'program_start', id: 'start', x: 40, y: 40 },
    setVariable(DATASET, openDataset(path)),
    setVariable(
      MODEL,
      mirrored ? model : { ...model, extraState: { more: ['mirrored'] }, fields: { what, mirrored: false } },
    ),
    {
      type: 'model_load_dataset',
      id: 'load',
      inputs: { model: readVariable(MODEL), path: { block: getBlock(DATASET) } },
    },
    {
      type: 'model_save_fold',
      id: 'folder',
      inputs: { model: readVariable(MODEL), save_fold: makeText(`models/${path.split('/').pop()}`) },
    },
    { type: 'model_train_points', id: 'train', inputs: { model: readVariable(MODEL) } },
    showTest(),
    openCamera(),
    watchCamera({ unknown: SURE }),
  ];
  return makeWorkspace(steps, [
    { id: DATASET, name: t('variableDataset') },
    { id: MODEL, name: t('variableModel') },
    { id: CAMERA, name: t('variableCamera') },
    { id: IMAGE, name: t('variableImage') },
    { id: RESULT, name: t('variableResult') },
  ]);
}
