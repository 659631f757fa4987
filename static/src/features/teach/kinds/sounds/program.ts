/** The blocks of a sound model: its data set, training and test, and what happens when each of its sounds is heard. */

import { listChain, listStacks, readMainStack, readText, type SavedBlock } from '../../../../lib/saved_blocks';
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

export const STEPS = ['data', 'model', 'train', 'test', 'hear'] as const;
const SURE = 0.6;
/** Where the stacks of the sounds stand, right of the program. */
const LEFT = 520;
const TOP = 40;
const APART = 150;

export interface SoundsProgram {
  /** The name of the data set's folder in `data/`. */
  set: string;
  blocks: Partial<Record<(typeof STEPS)[number], string>>;
  /** The block after the last step of learning. '': there is none. */
  until: string;
  /** The first number block that says how sure an answer must be, and that share. */
  threshold: { block: string; value: number } | null;
  /** The number blocks of all sounds that are waited for. */
  thresholds: string[];
  /** What is waited for, and the blocks that name it. */
  heard: { label: string; block: string }[];
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const LEARNING = ['data_open', 'sound_model', 'model_load_dataset', 'model_save_fold', 'sound_train', 'test_model'];
const SHOWN = [
  ...LEARNING,
  ...['program_start', 'variables_set', 'variables_get', 'show_content', 'text_print'],
  ...['text', 'math_number', 'logic_boolean', 'pick_dataset', 'pick_folder', 'pick_label'],
];

/** Null where the program does not train a sound model from a data set of the project. */
export function readSoundsProgram(workspace: Workspace): SoundsProgram | null {
  const main = readMainStack(workspace);
  if (!main) return null;
  const { find } = main;
  const [data, model, train] = [find('data_open'), find('sound_model'), find('sound_train')];
  const path = data && readText(data, 'path');
  if (!path?.startsWith('data/') || !model || !train) return null;
  const waits = listStacks(workspace).filter((one) => one.type === 'sound_when');
  const numbers = waits.map((one) => getInput(one, 'confidence')).filter((one) => one?.type === 'math_number');
  const names = waits.map((one) => getInput(one, 'label')).filter((one) => one !== undefined);
  return {
    set: path.slice('data/'.length),
    blocks: {
      data: data!.id,
      model: model.id,
      train: train.id,
      test: find('test_model')?.id,
      hear: waits[0]?.id,
    },
    until: main.findNext(LEARNING),
    threshold: numbers[0] ? { block: numbers[0].id, value: Number(numbers[0].fields?.NUM ?? 0) } : null,
    thresholds: numbers.map((one) => one!.id),
    heard: names.map((one) => ({ label: String(one.fields?.value ?? one.fields?.TEXT ?? ''), block: one.id })),
    grown:
      main.others > waits.length ||
      main.all.some((one) => !SHOWN.includes(one.type)) ||
      waits.some((one) => listChain(one).length > 2 || listChain(one)[1]?.type !== 'text_print'),
  };
}

function getInput(block: SavedBlock, hole: string): SavedBlock | undefined {
  const found = block.inputs?.[hole];
  return found?.block ?? found?.shadow;
}

/** A saved workspace that learns sounds, and then says each of these when it is heard. */
export function makeSoundsProgram(path: string, heard: readonly string[], sure = SURE): Workspace {
  const steps: Step[] = [
    { type: 'program_start', id: 'start', x: 40, y: TOP },
    setVariable(DATASET, openDataset(path)),
    setVariable(MODEL, { type: 'sound_model', id: 'classifier' }),
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
    { type: 'sound_train', id: 'train', inputs: { model: readVariable(MODEL) } },
    showTest(),
    { type: 'text_print', id: 'listening', inputs: { TEXT: makeText(t('soundsListens')) } },
  ];
  const workspace = makeWorkspace(steps, [
    { id: DATASET, name: t('variableDataset') },
    { id: MODEL, name: t('variableModel') },
  ]);
  const { blocks } = workspace as { blocks: { blocks: Saved[] } };
  blocks.blocks.push(...heard.map((label, at) => waitFor(label, at, sure)));
  return workspace;
}

function waitFor(label: string, at: number, sure: number): Saved {
  return {
    type: 'sound_when',
    id: `hear_${at}`,
    x: LEFT,
    y: TOP + at * APART,
    extraState: { more: ['confidence'] },
    inputs: {
      model: readVariable(MODEL),
      label: { shadow: { type: 'pick_label', fields: { value: label } } },
      confidence: makeNumber(sure),
    },
    next: { block: { type: 'text_print', id: `say_${at}`, inputs: { TEXT: makeText(label) } } },
  };
}
