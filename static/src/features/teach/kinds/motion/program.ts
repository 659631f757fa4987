/** The blocks of a gesture model: its data set, training and test, the sensor, and what happens at each movement. */

import { listStacks, readText, type SavedBlock } from '../../../../lib/saved_blocks';
import { t } from '../../../../lib/texts';
import type { Workspace } from '../../../../lib/types';
import { MODEL, readVariable, setVariable } from '../../../project/training_program';
import { makeHats, makeLearningProgram, readLearning, readThreshold, type ThresholdBlock } from '../../learning_blocks';
import './texts';
import '../../../project/texts';

export const SOURCES = ['phone', 'simulated'] as const;
export type Source = (typeof SOURCES)[number];
export const STEPS = ['data', 'model', 'train', 'test', 'watch'] as const;
export const SURE = 0.7;
const MOVEMENT = 'movement';

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
  /** That of the first hat. */
  threshold: ThresholdBlock | null;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const TYPES = { model: 'motion_model', train: 'motion_train', others: ['motion_open'] };

/** Null where the program does not train a gesture model from a data set of the project. */
export function readMotionProgram(workspace: Workspace): MotionProgram | null {
  const learning = readLearning(workspace, TYPES);
  if (!learning) return null;
  const { main, set, blocks, until, grown } = learning;
  const hats = listStacks(workspace).filter((one) => one.type === 'motion_when');
  const source = main.find('motion_open')?.fields?.source;
  return {
    set,
    source: SOURCES.find((one) => one === source) ?? null,
    labels: hats.map((one) => readText(one, 'label') ?? ''),
    blocks: { ...blocks, watch: hats[0]?.id },
    until,
    threshold: readThreshold(hats[0], 'confidence'),
    grown: grown || main.others > hats.filter(isPlain).length,
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
  const steps = [setVariable(MOVEMENT, { type: 'motion_open', id: 'sensor', fields: { source } })];
  const variables = [{ id: MOVEMENT, name: t('variableMovement') }];
  const hats = makeHats(labels, sure, {
    type: 'motion_when',
    id: 'when',
    x: 620,
    apart: 130,
    inputs: { model: readVariable(MODEL), motion: readVariable(MOVEMENT) },
  });
  return makeLearningProgram(path, { type: TYPES.model, id: 'classifier' }, TYPES.train, { steps, variables, hats });
}
