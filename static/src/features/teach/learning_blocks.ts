/**
 * The blocks of a model that is fitted at once, as far as all kinds have them: the data set, the model, its training,
 * its test, and the hats of what it recognizes.
 */

import { type MainStack, readMainStack, readText, type SavedBlock } from '../../lib/saved_blocks';
import { t } from '../../lib/texts';
import type { Workspace } from '../../lib/types';
import {
  DATASET,
  giveData,
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
  type Variable,
} from '../project/training_program';
import '../project/texts';

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

/** Where the stacks begin. */
const TOP = 40;

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

/** What a program of a kind does after the test. */
interface Rest {
  steps: Step[];
  /** Those of the steps. */
  variables?: Variable[];
  hats?: Saved[];
}

/** A saved workspace that learns from a data set, is tested, and goes on. */
export function makeLearningProgram(path: string, model: Step, train: string, rest: Rest): Workspace {
  const steps = [
    { type: 'program_start', id: 'start', x: 40, y: TOP },
    setVariable(DATASET, openDataset(path)),
    setVariable(MODEL, model),
    ...giveData(path),
    { type: train, id: 'train', inputs: { model: readVariable(MODEL) } },
    showTest(),
    ...rest.steps,
  ];
  const variables = [
    { id: DATASET, name: t('variableDataset') },
    { id: MODEL, name: t('variableModel') },
    ...(rest.variables ?? []),
  ];
  return makeWorkspace(steps, variables, rest.hats);
}

/** How the hats of a kind look. id: before the number of each; x, apart: where they stand. */
interface HatLook {
  type: string;
  id: string;
  x: number;
  apart: number;
  /** Before the class. */
  inputs: Saved;
}

/** A hat for each class, one below the other, which says it whenever it is recognized. */
export function makeHats(labels: readonly string[], sure: number, { type, id, x, apart, inputs }: HatLook): Saved[] {
  return labels.map((label, at) => ({
    type,
    id: `${id}_${at}`,
    x,
    y: TOP + apart * at,
    extraState: { more: ['confidence'] },
    inputs: {
      ...inputs,
      label: { shadow: { type: 'pick_label', fields: { value: label } } },
      confidence: makeNumber(sure),
    },
    next: { block: { type: 'text_print', id: `say_${at}`, inputs: { TEXT: makeText(label) } } },
  }));
}
