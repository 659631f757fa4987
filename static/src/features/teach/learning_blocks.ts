/**
 * The blocks of a model that is fitted at once, as far as all kinds have them: the data set, the model, its training
 * and its test.
 */

import { type MainStack, readMainStack, readText, type SavedBlock } from '../../lib/saved_blocks';
import type { Workspace } from '../../lib/types';
import {
  DATASET,
  giveData,
  MODEL,
  openDataset,
  readVariable,
  type Step,
  setVariable,
  showTest,
} from '../project/training_program';

/** The types of the blocks in which the kinds differ. */
interface LearningTypes {
  model: string;
  train: string;
  /** Others that the page writes, after the test. */
  others: readonly string[];
}

export interface LearningBlocks {
  main: MainStack;
  /** The name of the data set's folder in `data/`. */
  set: string;
  model: SavedBlock;
  /** Their ids. */
  blocks: { data: string; model: string; train: string; test: string | undefined };
  /** The block after the last step of learning. '': there is none. */
  until: string;
  /** Some of the main stack are others than the page writes. */
  grown: boolean;
}

/** A number block that says from which share on an answer counts, and that share. */
export interface ThresholdBlock {
  block: string;
  value: number;
}

const COMMON = [
  ...['program_start', 'variables_set', 'variables_get', 'show_content'],
  ...['text', 'math_number', 'logic_boolean', 'pick_dataset', 'pick_folder'],
];

/** Null where the program does not train such a model from a data set of the project. */
export function readLearning(workspace: Workspace, { model, train, others }: LearningTypes): LearningBlocks | null {
  const main = readMainStack(workspace);
  if (!main) return null;
  const { find } = main;
  const [data, learner, training] = [find('data_open'), find(model), find(train)];
  const path = data && readText(data, 'path');
  if (!path?.startsWith('data/') || !learner || !training) return null;
  const learning = ['data_open', model, 'model_load_dataset', 'model_save_fold', train, 'test_model'];
  const known = [...learning, ...COMMON, ...others];
  return {
    main,
    set: path.slice('data/'.length),
    model: learner,
    blocks: { data: data!.id, model: learner.id, train: training.id, test: find('test_model')?.id },
    until: main.findNext(learning),
    grown: main.all.some((one) => !known.includes(one.type)),
  };
}

/** Null where no number stands in that hole. */
export function readThreshold(block: SavedBlock | undefined, hole: string): ThresholdBlock | null {
  const found = block?.inputs?.[hole];
  const number = found?.block ?? found?.shadow;
  return number?.type === 'math_number' ? { block: number.id, value: Number(number.fields?.NUM ?? 0) } : null;
}

/** From the start to the test. */
export function makeLearning(path: string, model: Step, train: string): Step[] {
  return [
    { type: 'program_start', id: 'start', x: 40, y: 40 },
    setVariable(DATASET, openDataset(path)),
    setVariable(MODEL, model),
    ...giveData(path),
    { type: train, id: 'train', inputs: { model: readVariable(MODEL) } },
    showTest(),
  ];
}
