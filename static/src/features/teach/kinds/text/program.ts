/** The blocks of a text model: its data set, training and test, and the sentence that it is asked. */

import { readMainStack, readText } from '../../../../lib/saved_blocks';
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
  type Step,
  setVariable,
  showTest,
} from '../../../project/training_program';
import './texts';
import '../../../project/texts';

export const STEPS = ['data', 'words', 'train', 'test', 'ask'] as const;
const SURE = 0.6;

export interface TextProgram {
  /** The name of the data set's folder in `data/`. */
  set: string;
  blocks: Partial<Record<(typeof STEPS)[number], string>>;
  /** The block after the last step of learning. '': there is none. */
  until: string;
  /** The number block that says below which share an answer is "I do not know", and that share. */
  threshold: { block: string; value: number } | null;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const LEARNING = ['data_open', 'words_model', 'model_load_dataset', 'model_save_fold', 'words_train', 'test_model'];
const SHOWN = [
  ...LEARNING,
  ...['program_start', 'program_forever', 'variables_set', 'variables_get', 'show_content'],
  ...['words_inference', 'text_prompt_ext', 'text', 'math_number', 'logic_boolean', 'pick_dataset', 'pick_folder'],
];

/** Null where the program does not train a text model from a data set of the project. */
export function readTextProgram(workspace: Workspace): TextProgram | null {
  const main = readMainStack(workspace);
  if (!main) return null;
  const { find } = main;
  const [data, model, train] = [find('data_open'), find('words_model'), find('words_train')];
  const path = data && readText(data, 'path');
  if (!path?.startsWith('data/') || !model || !train) return null;
  const ask = find('words_inference');
  const unknown = ask?.inputs?.unknown;
  const number = unknown?.block ?? unknown?.shadow;
  return {
    set: path.slice('data/'.length),
    blocks: { data: data!.id, words: model.id, train: train.id, test: find('test_model')?.id, ask: ask?.id },
    until: main.findNext(LEARNING),
    threshold: number?.type === 'math_number' ? { block: number.id, value: Number(number.fields?.NUM ?? 0) } : null,
    grown: main.others > 0 || main.all.some((one) => !SHOWN.includes(one.type)),
  };
}

/** A saved workspace that learns sentences, and then asks for one after the other. */
export function makeTextProgram(path: string): Workspace {
  const folder = `models/${path.split('/').pop()}`;
  const inference = {
    type: 'words_inference',
    id: 'ask',
    extraState: { more: ['unknown'] },
    inputs: {
      model: readVariable(MODEL),
      text: {
        block: {
          type: 'text_prompt_ext',
          id: 'prompt',
          fields: { TYPE: 'TEXT' },
          inputs: { TEXT: makeText(t('textPrompt')) },
        },
      },
      unknown: makeNumber(SURE),
    },
  };
  const steps: Step[] = [
    { type: 'program_start', id: 'start', x: 40, y: 40 },
    setVariable(DATASET, openDataset(path)),
    setVariable(MODEL, { type: 'words_model', id: 'words' }),
    {
      type: 'model_load_dataset',
      id: 'load',
      inputs: { model: readVariable(MODEL), path: { block: getBlock(DATASET) } },
    },
    {
      type: 'model_save_fold',
      id: 'folder',
      inputs: { model: readVariable(MODEL), save_fold: makeText(folder) },
    },
    { type: 'words_train', id: 'train', inputs: { model: readVariable(MODEL) } },
    showTest(),
    {
      type: 'program_forever',
      id: 'forever',
      inputs: { body: { block: { type: 'show_content', id: 'answer', inputs: { content: { block: inference } } } } },
    },
  ];
  return makeWorkspace(steps, [
    { id: DATASET, name: t('variableDataset') },
    { id: MODEL, name: t('variableModel') },
  ]);
}
