/** What the blocks of a project say about the steps of a training: the steps keep nothing beside them. */

import type { Dataset } from '../../lib/dataset_types';
import {
  listChain,
  listStacks,
  readInput,
  readMainStack,
  readText,
  type SavedBlock,
  TRAININGS,
} from '../../lib/saved_blocks';
import { findTask, getTask, listTasks } from '../../lib/tasks';
import type { Task, Workspace } from '../../lib/types';
import { makeProgram, type TrainingPlan } from '../project/training_program';
import type { Part } from './mini_block';

/** A task whose kind has `steps`. */
export type GuideTask = Task;

/** What the steps teach, in the order in which they offer it. */
export const listTaught = (): GuideTask[] =>
  listTasks()
    .filter(({ steps }) => steps !== null)
    .sort((one, other) => one.steps!.place - other.steps!.place)
    .map(({ name }) => name);

/** Those that have a card of their own. */
export const listOffered = () => listTaught().filter((task) => !getTask(task).steps!.follows);

export interface GuideProgram {
  plan: TrainingPlan & { task: GuideTask };
  /** The ids of the blocks that are there. */
  blocks: Partial<Record<Part, string>>;
  /** The block after the last one of the steps; a training from the page ends before it. '': there is none. */
  until: string;
  /** The file that it writes; '' where it writes none. */
  file: string;
  /** The block of the number from which on a thing counts as found; null: there is none. */
  confidence: string | null;
  /** The blocks do more, or other things, than the steps would write: then the steps change nothing. */
  grown: boolean;
}

const OF_STEPS = [
  ...['data_open', 'data_sample', 'table_read', 'model_load_dataset', 'model_save_fold', ...TRAININGS],
  ...['test_model', 'deploy_convert', 'deploy_workflow'],
];

/** As in the library, where no block says from which confidence on a thing counts as found. */
export const CONFIDENCE = 0.5;

/** Null where the program has no model that the steps know: there is none yet, or it does something else. */
export function readGuideProgram(workspace: Workspace): GuideProgram | null {
  const main = readMainStack(workspace);
  if (!main) return null;
  const { find } = main;
  const models = Object.fromEntries(listOffered().map((task) => [getTask(task).program.block, task]));
  const [data, model, load] = [
    find('data_open', 'data_sample', 'table_read'),
    find(...Object.keys(models)),
    find('model_load_dataset'),
  ];
  if (!model) return null;
  const [train, test, convert, open] = [
    find(...TRAININGS),
    find('test_model'),
    find('deploy_convert'),
    find('deploy_workflow'),
  ];
  const [watch, look] = [find('camera_each'), find('result_inference')];
  const plan = {
    task: models[model.type],
    backbone: String(model.fields?.[getTask(models[model.type]).program.rows ? 'method' : 'backbone'] ?? ''),
    imageSize: readNumber(model, 'image_size'),
    unit: readText(model, 'unit') ?? '',
    target: readText(load, 'target') ?? '',
    path: readPath(data),
    train: train ? { quick: train.type === 'model_quick_train', epochs: readNumber(train, 'epochs') ?? 1 } : null,
    tested: test !== undefined,
    converted: convert !== undefined,
    watch: watch ? { confidence: readNumber(look, 'confidence') ?? CONFIDENCE } : null,
  };
  const least = look?.inputs?.confidence;
  const number = least?.block ?? least?.shadow;
  return {
    plan,
    blocks: {
      data: data?.id,
      model: model.id,
      load: load?.id,
      train: train?.id,
      test: test?.id,
      convert: convert?.id,
      open: open?.id,
      watch: watch?.id,
    },
    until: main.findNext([...OF_STEPS, ...Object.keys(models)]),
    file: readText(convert, 'out_file') ?? '',
    confidence: number?.type === 'math_number' ? number.id : null,
    grown: main.others > 0 || !isSameProgram(workspace, makeProgram(plan)),
  };
}

/** Whether two workspaces hold the same program, whatever their blocks and variables are called or where they stand. */
function isSameProgram(one: Workspace, other: Workspace): boolean {
  const [mine, theirs] = [one, other].map((workspace) => {
    const variables: string[] = [];
    return JSON.stringify(listStacks(workspace).map((top) => listChain(top).map((block) => strip(block, variables))));
  });
  return mine === theirs;
}

/** A block without names and places. variables: the ids of those that were met, in their order. */
function strip(block: SavedBlock, variables: string[]): unknown {
  const fields = sortEntries(block.fields ?? {}).map(([name, value]) => [name, stripField(value, variables)]);
  const inputs = sortEntries(block.inputs ?? {}).map(([name, { block: inner, shadow }]) => {
    const found = inner ?? shadow;
    return [name, found ? listChain(found).map((each) => strip(each, variables)) : null];
  });
  return [block.type, fields, inputs, block.extraState ?? null];
}

function stripField(value: unknown, variables: string[]): unknown {
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null;
  if (id === null) return value;
  if (!variables.includes(id)) variables.push(id);
  return variables.indexOf(id);
}

const sortEntries = <Value>(record: Record<string, Value>) =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));

/** The data set of a block, as programs name it; null for one that is not below `data/`. */
function readPath(block: SavedBlock | undefined): string | null {
  if (block?.type === 'data_sample') return `data/${String(block.fields?.name ?? '')}`;
  const path = readText(block, 'path');
  return path?.startsWith('data/') ? path : null;
}

function readNumber(block: SavedBlock | undefined, hole: string): number | null {
  const value = readInput(block, hole);
  return value === undefined ? null : Number(value);
}

/** The program as one of that kind, of those with its block, for which the labels of its data are made. */
export function followData(program: GuideProgram, set: Labels | null): GuideProgram {
  const { plan } = program;
  const task = findTask(set?.task)?.name;
  if (!task || getTask(task).program.block !== getTask(plan.task).program.block) return program;
  return { ...program, plan: { ...plan, task } };
}

/** For what the networks of a task were made; null: it has none. */
export function getNetworkTask(task: GuideTask): string | null {
  return getTask(task).steps!.networks;
}

type Labels = Pick<Dataset, 'task' | 'classes'>;

/** Whether a model for a task can learn from a data set with such labels. */
export function fits(task: GuideTask, set: Labels): boolean {
  const { learnsFrom, takes } = getTask(task).steps!;
  return learnsFrom.some((one) => one === set.task) && (takes?.(set) ?? true);
}

/** Whether a program teaches to find things, up to the camera in which it finds them. */
export function teachesFinding(program: GuideProgram | null): boolean {
  return program !== null && teachesBoxes(program.plan.task) && program.plan.watch !== null;
}

/** Whether the page that teaches has things boxed for a task. */
export const teachesBoxes = (task: Task | null) => findTask(task)?.steps?.teaches === 'boxes';
export const findBoxTask = (): GuideTask => listTaught().find(teachesBoxes)!;

/** The task for which such labels are made; null where the steps teach none. */
export function findFittingTask(set: Labels): GuideTask | null {
  return listTaught().find((task) => fits(task, set)) ?? null;
}
