/** What lets the one training of a program go on for more epochs. */

import type * as Blockly from 'blockly/core';
import type { MoreEpochs } from '../contract';

const TRAIN = 'model_train';
const MAX_EPOCHS = 1_000;

/** So many times as many; null where a program trains not once, or where its epochs are no number on the block. */
export function planMoreEpochs(workspace: Blockly.Workspace, times: number): MoreEpochs | null {
  const [train, ...others] = workspace.getBlocksByType(TRAIN, true).filter((one) => one.isEnabled());
  const number = train?.getInputTargetBlock('epochs');
  if (number?.type !== 'math_number' || others.length) return null;
  const now = Number(number.getFieldValue('NUM'));
  const epochs = Math.min(MAX_EPOCHS, times * now);
  if (!(epochs > now)) return null;
  return {
    epochs,
    write: () => {
      number.setFieldValue(String(epochs), 'NUM');
      return train.id;
    },
  };
}
