/** The blocks of a text model: its data set, training and test, and the sentence that it is asked. */

import { t } from '../../../../lib/texts';
import type { Workspace } from '../../../../lib/types';
import { MODEL, makeNumber, makeText, readVariable, type Step } from '../../../project/training_program';
import { makeLearningProgram, readLearning, readThreshold, type ThresholdBlock } from '../../learning_blocks';
import './texts';

export const STEPS = ['data', 'words', 'train', 'test', 'ask'] as const;
const SURE = 0.6;

export interface TextProgram {
  /** The name of the data set's folder in `data/`. */
  set: string;
  blocks: Partial<Record<(typeof STEPS)[number], string>>;
  /** The block after the last step of learning. '': there is none. */
  until: string;
  /** Below which share an answer is "I do not know". */
  threshold: ThresholdBlock | null;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const TYPES = {
  model: 'words_model',
  train: 'words_train',
  others: ['program_forever', 'words_inference', 'text_prompt_ext'],
};

/** Null where the program does not train a text model from a data set of the project. */
export function readTextProgram(workspace: Workspace): TextProgram | null {
  const learning = readLearning(workspace, TYPES);
  if (!learning) return null;
  const { main, set, until, grown } = learning;
  const { model, ...blocks } = learning.blocks;
  const ask = main.find('words_inference');
  return {
    set,
    blocks: { ...blocks, words: model, ask: ask?.id },
    until,
    threshold: readThreshold(ask, 'unknown'),
    grown: grown || main.others > 0,
  };
}

/** A saved workspace that learns sentences, and then asks for one after the other. */
export function makeTextProgram(path: string): Workspace {
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
    {
      type: 'program_forever',
      id: 'forever',
      inputs: { body: { block: { type: 'show_content', id: 'answer', inputs: { content: { block: inference } } } } },
    },
  ];
  return makeLearningProgram(path, { type: TYPES.model, id: 'words' }, TYPES.train, { steps });
}
