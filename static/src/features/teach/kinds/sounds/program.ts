/** The blocks of a sound model: its data set, training and test, and what happens when each of its sounds is heard. */

import { listChain, listStacks, type SavedBlock } from '../../../../lib/saved_blocks';
import { t } from '../../../../lib/texts';
import type { Workspace } from '../../../../lib/types';
import { MODEL, makeText, readVariable } from '../../../project/training_program';
import { makeHats, makeLearningProgram, readLearning, readThreshold, type ThresholdBlock } from '../../learning_blocks';
import './texts';

export const STEPS = ['data', 'model', 'train', 'test', 'hear'] as const;
const SURE = 0.6;

export interface SoundsProgram {
  /** The name of the data set's folder in `data/`. */
  set: string;
  blocks: Partial<Record<(typeof STEPS)[number], string>>;
  /** The block after the last step of learning. '': there is none. */
  until: string;
  /** The first of those of the sounds that are waited for. */
  threshold: ThresholdBlock | null;
  /** The number blocks of all sounds that are waited for. */
  thresholds: string[];
  /** What is waited for, and the blocks that name it. */
  heard: { label: string; block: string }[];
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const TYPES = { model: 'sound_model', train: 'sound_train', others: ['text_print', 'pick_label'] };

/** Null where the program does not train a sound model from a data set of the project. */
export function readSoundsProgram(workspace: Workspace): SoundsProgram | null {
  const learning = readLearning(workspace, TYPES);
  if (!learning) return null;
  const { main, set, blocks, until, grown } = learning;
  const waits = listStacks(workspace).filter((one) => one.type === 'sound_when');
  const thresholds = waits.map((one) => readThreshold(one, 'confidence')).filter((one) => one !== null);
  const names = waits.map(getName).filter((one) => one !== undefined);
  return {
    set,
    blocks: { ...blocks, hear: waits[0]?.id },
    until,
    threshold: thresholds[0] ?? null,
    thresholds: thresholds.map(({ block }) => block),
    heard: names.map((one) => ({ label: String(one.fields?.value ?? one.fields?.TEXT ?? ''), block: one.id })),
    grown:
      grown ||
      main.others > waits.length ||
      waits.some((one) => listChain(one).length > 2 || listChain(one)[1]?.type !== 'text_print'),
  };
}

/** The block that says which sound is waited for. */
function getName({ inputs }: SavedBlock): SavedBlock | undefined {
  return inputs?.label?.block ?? inputs?.label?.shadow;
}

/** A saved workspace that learns sounds, and then says each of these when it is heard. */
export function makeSoundsProgram(path: string, heard: readonly string[], sure = SURE): Workspace {
  const steps = [{ type: 'text_print', id: 'listening', inputs: { TEXT: makeText(t('soundsListens')) } }];
  const inputs = { model: readVariable(MODEL) };
  const hats = makeHats(heard, sure, { type: 'sound_when', id: 'hear', x: 520, apart: 150, inputs });
  return makeLearningProgram(path, { type: TYPES.model, id: 'classifier' }, TYPES.train, { steps, hats });
}
