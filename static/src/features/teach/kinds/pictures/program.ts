/** What the blocks of a project say about teaching: its data set, its model, how it is trained, where it watches. */

import { readMainStack, readText, type SavedBlock, TRAININGS } from '../../../../lib/saved_blocks';
import { listTasks } from '../../../../lib/tasks';
import type { Workspace } from '../../../../lib/types';
import type { Part } from '../../../guide/mini_block';
import { readThreshold, type ThresholdBlock } from '../../learning_blocks';

/** The steps in the order in which they stand on the page; each with the block that does it. */
export const STEPS = ['data', 'model', 'train', 'test', 'watch'] as const satisfies readonly Part[];
export type Step = (typeof STEPS)[number];

export interface TeachProgram {
  /** The name of the data set's folder in `data/`. */
  set: string;
  /** The folder of the weights. */
  folder: string;
  backbone: string;
  /** Only the last layer is trained. */
  quick: boolean;
  blocks: Partial<Record<Step, string>>;
  /** The block after the last step of learning; training from the page ends before it. '': there is none. */
  until: string;
  /** Below which share an answer is "I do not know". */
  threshold: ThresholdBlock | null;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const LEARNING = ['data_open', 'model_load_dataset', 'model_save_fold', 'test_model', ...TRAININGS];
const SHOWN = [
  ...LEARNING,
  'program_start',
  'variables_set',
  'variables_get',
  'show_content',
  'camera_open',
  'camera_each',
  'result_inference',
];

/** Null where the program does not train a classifier from a data set of the project. */
export function readTeachProgram(workspace: Workspace): TeachProgram | null {
  const main = readMainStack(workspace);
  if (!main) return null;
  const { find } = main;
  const block = listTasks().find(({ steps }) => steps?.teaches === 'folders')!.program.block;
  const [data, model, train] = [find('data_open'), find(block), find(...TRAININGS)];
  const path = data && readText(data, 'path');
  if (!path?.startsWith('data/') || !model || !train) return null;
  return {
    set: path.slice('data/'.length),
    folder: readText(find('model_save_fold'), 'save_fold') ?? '',
    backbone: String(model.fields?.backbone ?? ''),
    quick: train.type === 'model_quick_train',
    blocks: {
      data: data!.id,
      model: model.id,
      train: train.id,
      test: find('test_model')?.id,
      watch: find('camera_each')?.id,
    },
    until: main.findNext([...LEARNING, block]),
    threshold: readThreshold(find('result_inference'), 'unknown'),
    grown: main.others > 0 || main.all.some((one) => ![...SHOWN, block].includes(one.type) && !isLiteral(one)),
  };
}

function isLiteral({ type }: SavedBlock): boolean {
  return type.startsWith('pick_') || type === 'text' || type === 'math_number' || type === 'logic_boolean';
}
