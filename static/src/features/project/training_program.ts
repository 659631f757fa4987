/** The blocks of a training: a data set, a model that can learn from it, its test, its file. */

import { TABLE_ENDING } from '../../lib/files/table_endings';
import { proposeEpochs } from '../../lib/numbers/training_epochs';
import { getTask } from '../../lib/tasks';
import { t } from '../../lib/texts';
import type { Task, Workspace } from '../../lib/types';
import type { Settings } from '../../state/inference_settings';
import './texts';

export type Saved = Record<string, unknown>;
/** What turns a servo by an answer. servo: the variable; classes: of the model. */
export type TurnServo = (servo: string, classes: readonly string[]) => Saved;
export interface Step {
  type: string;
  id: string;
  [part: string]: unknown;
}

/** What a program of training does. */
export interface TrainingPlan {
  task: Task;
  backbone: string;
  /** Side of the network's input in pixels; null: its own. */
  imageSize: number | null;
  /** What the numbers are counted in that a model of numbers learns; '': nobody says it, or it learns no numbers. */
  unit: string;
  /** The column that is guessed, of a table; '': nobody says it, or the data is none. */
  target: string;
  /** The data set, as programs name it; null: none yet. */
  path: string | null;
  /** quick: only the last layer of a classifier; null: it is not trained yet. */
  train: { quick: boolean; epochs: number } | null;
  tested: boolean;
  /** It is written as an ONNX file, which is opened again. */
  converted: boolean;
  /** It ends with a camera in whose pictures the model looks. confidence: from which on a thing counts as found. */
  watch: { confidence: number } | null;
}

declare module '../../lib/tasks' {
  interface ProgramPart {
    /** The block of its models says what their numbers are counted in. */
    hasUnit?: boolean;
    /** Numbers of the block that recognizes in the loop of a camera; none: what the plan says. */
    watch?: Record<string, number>;
    /** Those that a program takes over from the sliders of a model; none: its confidence. */
    pickSettings?(settings: Settings): Record<string, number>;
    /** None: no servo is turned by its answers. */
    loadServo?(): Promise<TurnServo>;
  }
}

const QUICK_EPOCHS = 50;
export const [DATASET, MODEL, FILE] = ['dataset', 'model', 'model_file'];
export const [CAMERA, IMAGE, RESULT] = ['camera', 'image', 'result'];

/** A saved workspace that trains with a data set of so many pictures. */
export function makeTrainingProgram(path: string, task: Task, pictures: number | null = null, target = ''): Workspace {
  const { program } = getTask(task);
  const { backbone, quick } = program;
  return makeProgram({
    task,
    backbone,
    imageSize: null,
    unit: '',
    target,
    path,
    train: { quick, epochs: quick ? QUICK_EPOCHS : proposeEpochs(program, pictures) },
    tested: true,
    converted: false,
    watch: null,
  });
}

/** Whether a program trains a model. */
export const hasTraining = (python: string) => /\btrain\(|quick_train\(|\.distill\(/.test(python);

/** The file that a program of training writes. */
export function makeModelPath(plan: Pick<TrainingPlan, 'path'>): string {
  return `models/${getFolderName(plan.path ?? '')}.onnx`;
}

/** The saved workspace of a plan, as far as it goes. */
export function makeProgram(plan: TrainingPlan): Workspace {
  const { rows } = getTask(plan.task).program;
  const steps: Step[] = [{ type: 'program_start', id: 'start', x: 40, y: 40 }];
  if (plan.path !== null) steps.push(setVariable(DATASET, openData(plan.path, rows)));
  steps.push(setVariable(MODEL, makeModel(plan)));
  if (plan.path !== null) steps.push(...giveData(plan.path, plan.target));
  if (plan.path !== null && plan.train) steps.push(rows ? trainOnRows() : makeTraining(plan.train));
  if (plan.path !== null && plan.train && plan.tested) steps.push(showTest());
  if (plan.path !== null && plan.train && plan.converted) {
    const file = makeModelPath(plan);
    steps.push({
      type: 'deploy_convert',
      id: 'convert',
      inputs: { model: readVariable(MODEL), out_file: makeText(file) },
    });
    steps.push(openFile(file));
  }
  const options = getTask(plan.task).program.watch ?? plan.watch;
  if (plan.watch) steps.push(openCamera(), watchCamera({ ...options }));
  return makeWorkspace(steps, listVariables(plan));
}

/** A saved workspace of one stack, and of others beside it. */
export function makeWorkspace(steps: Step[], variables: Variable[], others: Saved[] = []): Workspace {
  const top = steps.reduceRight<Saved | null>(
    (below, step) => (below ? { ...step, next: { block: below } } : step),
    null,
  );
  return { blocks: { languageVersion: 0, blocks: [top, ...others] }, variables };
}

/** Opens a model file as a variable. */
export function openFile(file: string): Step {
  const checkpoint = { shadow: { type: 'pick_model', fields: { value: file } } };
  return setVariable(FILE, { type: 'deploy_workflow', id: 'open', inputs: { checkpoint } });
}

export interface Variable {
  id: string;
  name: string;
}

function listVariables(plan: TrainingPlan): Variable[] {
  const names = [{ id: MODEL, name: t('variableModel') }];
  if (plan.path !== null) names.unshift({ id: DATASET, name: t('variableDataset') });
  if (plan.converted) names.push({ id: FILE, name: t('variableFile') });
  if (plan.watch)
    names.push(
      { id: CAMERA, name: t('variableCamera') },
      { id: IMAGE, name: t('variableImage') },
      { id: RESULT, name: t('variableResult') },
    );
  return names;
}

export function openDataset(path: string): Step {
  return {
    type: 'data_open',
    id: 'data',
    inputs: { path: { shadow: { type: 'pick_dataset', fields: { value: path } } } },
  };
}

const openTable = (path: string): Step => ({
  type: 'table_read',
  id: 'data',
  inputs: { path: { shadow: { type: 'pick_table', fields: { value: path } } } },
});

const openData = (path: string, rows = false) => (rows ? openTable(path) : openDataset(path));

function makeModel({ task, backbone, imageSize, unit }: TrainingPlan): Step {
  const { block, hasUnit, rows } = getTask(task).program;
  const model = { type: block, id: 'classifier', fields: rows ? { method: backbone } : { backbone } };
  const inputs = {
    ...(imageSize !== null && { image_size: makeNumber(imageSize) }),
    ...(unit && hasUnit && { unit: makeText(unit) }),
  };
  const more = Object.keys(inputs);
  return more.length ? { ...model, extraState: { more }, inputs } : model;
}

/** The data set of `MODEL`, and where its weights are saved. target: the column that is guessed, of a table. */
export function giveData(path: string, target = ''): Step[] {
  const column = target
    ? {
        extraState: { more: ['target'] },
        inputs: { target: { shadow: { type: 'pick_column', fields: { value: target } } } },
      }
    : undefined;
  return [
    {
      type: 'model_load_dataset',
      id: 'load',
      ...column,
      inputs: { model: readVariable(MODEL), path: { block: getBlock(DATASET) }, ...column?.inputs },
    },
    {
      type: 'model_save_fold',
      id: 'folder',
      inputs: { model: readVariable(MODEL), save_fold: makeText(`models/${getFolderName(path)}`) },
    },
  ];
}

/** The block that trains `MODEL`. */
export function makeTraining({ quick, epochs }: { quick: boolean; epochs: number }): Step {
  const inputs = { model: readVariable(MODEL), epochs: makeNumber(epochs) };
  if (quick) return { type: 'model_quick_train', id: 'train', inputs };
  return { type: 'model_train', id: 'train', fields: { validate: true }, inputs };
}

const trainOnRows = (): Step => ({ type: 'table_train', id: 'train', inputs: { model: readVariable(MODEL) } });

export function showTest(): Step {
  const test = { type: 'test_model', id: 'test', inputs: { model: readVariable(MODEL) } };
  return { type: 'show_content', id: 'show', inputs: { content: { block: test } } };
}

export function openCamera(): Step {
  const source = { shadow: { type: 'pick_camera', fields: { value: 'browser' } } };
  return setVariable(CAMERA, { type: 'camera_open', id: 'camera', inputs: { source } });
}

/** options: numbers of the block that recognizes. more: what follows the answer, in its loop. */
export function watchCamera(options: Record<string, number>, model = MODEL, more: Saved | null = null): Step {
  const numbers = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, makeNumber(value)]));
  const recognize = {
    type: 'result_inference',
    id: 'recognize',
    extraState: { more: ['show', ...Object.keys(options)] },
    fields: { show: true },
    inputs: { model: readVariable(model), image: { block: getBlock(IMAGE) }, ...numbers },
  };
  return {
    type: 'camera_each',
    id: 'watch',
    fields: { image: { id: IMAGE } },
    inputs: {
      camera: readVariable(CAMERA),
      body: { block: { ...setVariable(RESULT, recognize), ...(more && { next: { block: more } }) } },
    },
  };
}

const getFolderName = (path: string) => (path.split('/').pop() ?? path).replace(TABLE_ENDING, '');
export const makeNumber = (value: number) => ({ shadow: { type: 'math_number', fields: { NUM: value } } });
export const makeText = (value: string) => ({ shadow: { type: 'text', fields: { TEXT: value } } });
export const getBlock = (id: string) => ({ type: 'variables_get', fields: { VAR: { id } } });
export const readVariable = (id: string) => ({ shadow: getBlock(id) });
export const setVariable = (id: string, block: Step): Step => ({
  type: 'variables_set',
  id: `set_${id}`,
  fields: { VAR: { id } },
  inputs: { VALUE: { block } },
});
