/** The blocks of a gesture model: its data set, training and test, the sensor, and what happens at each movement. */

import { listStacks, readMainStack, readText, type SavedBlock } from '../../../../lib/saved_blocks';
import { t } from '../../../../lib/texts';
import type { Workspace } from '../../../../lib/types';
import {
  DATASET,
  getBlock,
  MODEL,
  makeNumber,
  makeText,
  makeWorkspace,
  openDataset,
  readVariable,
  type Saved,
  type Step,
  setVariable,
  showTest,
} from '../../../project/training_program';
import './texts';
import '../../../project/texts';

export const SOURCES = ['phone', 'simulated'] as const;
export type Source = (typeof SOURCES)[number];
export const STEPS = ['data', 'model', 'train', 'test', 'watch'] as const;
export const SURE = 0.7;
const MOVEMENT = 'movement';
/** Between two stacks on the canvas. */
const APART = 130;
const [LEFT, BESIDE, TOP] = [40, 620, 40];

export interface MotionProgram {
  /** The name of the data set's folder in `data/`. */
  set: string;
  /** Null: a board, or whatever else the blocks say. */
  source: Source | null;
  /** What is told of when it is made. */
  labels: string[];
  blocks: Partial<Record<(typeof STEPS)[number], string>>;
  /** The block after the last step of learning. '': there is none. */
  until: string;
  /** The number block of the first hat that says from which share on an answer counts, and that share. */
  threshold: { block: string; value: number } | null;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const LEARNING = ['data_open', 'motion_model', 'model_load_dataset', 'model_save_fold', 'motion_train', 'test_model'];
const SHOWN = [
  ...LEARNING,
  ...['program_start', 'variables_set', 'variables_get', 'show_content', 'motion_open'],
  ...['text', 'math_number', 'logic_boolean', 'pick_dataset', 'pick_folder'],
];

/** Null where the program does not train a gesture model from a data set of the project. */
export function readMotionProgram(workspace: Workspace): MotionProgram | null {
  const main = readMainStack(workspace);
  if (!main) return null;
  const { find } = main;
  const [data, model, train] = [find('data_open'), find('motion_model'), find('motion_train')];
  const path = data && readText(data, 'path');
  if (!path?.startsWith('data/') || !model || !train) return null;
  const hats = listStacks(workspace).filter((one) => one.type === 'motion_when');
  const plain = hats.filter(isPlain);
  const sure = hats[0]?.inputs?.confidence;
  const number = sure?.block ?? sure?.shadow;
  const source = find('motion_open')?.fields?.source;
  return {
    set: path.slice('data/'.length),
    source: SOURCES.find((one) => one === source) ?? null,
    labels: hats.map((one) => readText(one, 'label') ?? ''),
    blocks: { data: data!.id, model: model.id, train: train.id, test: find('test_model')?.id, watch: hats[0]?.id },
    until: main.findNext(LEARNING),
    threshold: number?.type === 'math_number' ? { block: number.id, value: Number(number.fields?.NUM ?? 0) } : null,
    grown: main.others > plain.length || main.all.some((one) => !SHOWN.includes(one.type)),
  };
}

/** Whether a hat only says what was made, as the page wrote it. */
function isPlain({ inputs, next }: SavedBlock): boolean {
  const below = next?.block;
  return (
    below?.type === 'text_print' &&
    !below.next &&
    readText(below, 'TEXT') === readText({ inputs } as SavedBlock, 'label')
  );
}

interface Plan {
  path: string;
  source: Source;
  /** Of the classes that are told of: all but stillness. */
  labels: readonly string[];
  sure?: number;
}

/** A saved workspace that learns movements, and says of each that is made what it was. */
export function makeMotionProgram({ path, source, labels, sure = SURE }: Plan): Workspace {
  const steps: Step[] = [
    { type: 'program_start', id: 'start', x: LEFT, y: TOP },
    setVariable(DATASET, openDataset(path)),
    setVariable(MODEL, { type: 'motion_model', id: 'classifier' }),
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
    { type: 'motion_train', id: 'train', inputs: { model: readVariable(MODEL) } },
    showTest(),
    setVariable(MOVEMENT, { type: 'motion_open', id: 'sensor', fields: { source } }),
  ];
  const workspace = makeWorkspace(steps, [
    { id: DATASET, name: t('variableDataset') },
    { id: MODEL, name: t('variableModel') },
    { id: MOVEMENT, name: t('variableMovement') },
  ]);
  const { blocks } = workspace.blocks as { blocks: Saved[] };
  blocks.push(...labels.map((label, at) => makeHat(label, at, sure)));
  return workspace;
}

function makeHat(label: string, at: number, sure: number): Saved {
  return {
    type: 'motion_when',
    id: `when_${at}`,
    x: BESIDE,
    y: TOP + APART * at,
    extraState: { more: ['confidence'] },
    inputs: {
      model: readVariable(MODEL),
      motion: readVariable(MOVEMENT),
      label: { shadow: { type: 'pick_label', fields: { value: label } } },
      confidence: makeNumber(sure),
    },
    next: { block: { type: 'text_print', id: `say_${at}`, inputs: { TEXT: makeText(label) } } },
  };
}
