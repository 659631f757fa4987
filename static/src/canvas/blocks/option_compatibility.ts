/**
 * The backbone that a block is about: its own, or that of the model in its hole. What a gear option offers and begins
 * with hangs on it.
 */

import type * as Blockly from 'blockly/core';
import type { GearOption } from '../../lib/vocabulary';

/** What an option holds when it is added: what suits the backbone, else the same for all; of a hole it is a shadow. */
export function getInitialValue(block: Blockly.Block, option: GearOption): unknown {
  const model = getModel(block);
  const backbone = model?.getFieldValue('backbone');
  const suited = option.begins?.[`${backbone} ${model?.getFieldValue('weights')}`] ?? option.begins?.[String(backbone)];
  return suited ?? (option.kind === 'value' ? option.shadow : option.default);
}

/** Whether an option goes with the block's model; also where the program does not say which one it is. */
export function isOffered(block: Blockly.Block, option: GearOption): boolean {
  return isAmong(block, option.models);
}

/** Whether one of a menu's values goes with the block's model. */
export function isCompatible(block: Blockly.Block | null, option: GearOption, value: string): boolean {
  return !block || isAmong(block, option.goes?.[value]);
}

/** names: backbones and types of models. */
function isAmong(block: Blockly.Block, names: string[] | undefined): boolean {
  const model = getModel(block);
  const backbone = model?.getFieldValue('backbone');
  if (!backbone || !names) return true;
  return [backbone, ...(model?.outputConnection?.getCheck() ?? [])].some((name) => names.includes(name));
}

/** The block that makes the model; undefined where the program does not say which one it is. */
function getModel(block: Blockly.Block): Blockly.Block | undefined {
  if (block.getField('backbone')) return block;
  const variable = block.getInputTargetBlock('model')?.getFieldValue('VAR');
  const sets = block.workspace
    .getBlocksByType('variables_set', false)
    .filter((one) => one.isEnabled() && one.getFieldValue('VAR') === variable);
  return sets.length === 1 ? (sets[0].getInputTargetBlock('VALUE') ?? undefined) : undefined;
}
