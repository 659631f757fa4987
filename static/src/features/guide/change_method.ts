/** Another way of learning in a program that is there: its model and its training change, everything else stays. */

import { readMainStack, type SavedBlock } from '../../lib/saved_blocks';
import type { Workspace } from '../../lib/types';
import { makeNumber, makeTraining } from '../project/training_program';
import type { Choice } from './methods';
import type { GuideProgram } from './program';

const SIZE = 'image_size';

/** A copy of a workspace whose program learns so. */
export function changeMethod(workspace: Workspace, { blocks }: GuideProgram, choice: Choice): Workspace {
  const changed = structuredClone(workspace);
  for (const block of readMainStack(changed)?.all ?? []) {
    if (block.id === blocks.model) setNetwork(block, choice);
    if (block.id === blocks.train) setTraining(block, choice);
  }
  return changed;
}

/** A number in a hole; Blockly gives it an id. */
const shadow = (value: number) => ({ shadow: { id: '', ...makeNumber(value).shadow } });

function setNetwork(model: SavedBlock, { backbone, imageSize }: Choice): void {
  const { [SIZE]: _, ...inputs } = model.inputs ?? {};
  const state = model.extraState as { more?: string[] } | undefined;
  const more = (state?.more ?? []).filter((one) => one !== SIZE);
  model.fields = { ...model.fields, backbone };
  model.inputs = inputs;
  if (imageSize !== null) {
    model.inputs[SIZE] = shadow(imageSize);
    more.push(SIZE);
  }
  model.extraState = more.length ? { ...state, more } : undefined;
}

/** A training of another kind has other options: those of the old one go. */
function setTraining(train: SavedBlock, choice: Choice): void {
  const { type, fields } = makeTraining(choice);
  train.inputs = { ...(type === train.type ? train.inputs : { model: train.inputs!.model }) };
  train.inputs.epochs = shadow(choice.epochs);
  if (type === train.type) return;
  train.extraState = undefined;
  train.type = type;
  train.fields = fields as SavedBlock['fields'];
}
