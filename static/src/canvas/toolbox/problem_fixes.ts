/** The one change that mends a problem of the program before it runs, as a button in the problem's bubble. */

import * as Blockly from 'blockly/core';
import type { Problem } from '../../lib/types';
import { findModelFix } from '../blocks/fitting_model';
import { planFirstValue } from '../blocks/missing_value';
import type { BubbleFix, FieldValue } from '../contract';
import { say } from '../texts';
import { bringIntoView } from '../workspace/viewport';
import { findPinFix } from './default_inputs';

interface ProblemFix {
  change: FieldValue;
  label: string;
}

/** By the code of a problem: the field of its block, and the value that is right. */
const MENDED_BY: Record<string, { field: string; value: string }> = {
  asked_text: { field: 'TYPE', value: 'NUMBER' },
  counts_down_too: { field: 'DIRECTION', value: 'UP' },
  counts_up_too: { field: 'DIRECTION', value: 'DOWN' },
  zero_step: { field: 'NUM', value: '1' },
};

/** By the code of a layer's problem: the hole of its block in which a smaller number would do. */
const TOO_LARGE: Record<string, string> = { layer_filter_large: 'kernel_size', layer_pool_large: 'size' };

/** The button that mends a problem of the program; nothing where no one change does. */
export function findFix(workspace: Blockly.Workspace, problem: Problem): BubbleFix | undefined {
  const block = workspace.getBlockById(problem.block!);
  const mend = findProblemFix(block, problem);
  if (mend) return { label: say('change_to', { name: mend.label }), change: mend.change };
  if (problem.code === 'layer_wants_row' && block)
    return { label: say('add_flatten'), act: () => addFlatten(block as Blockly.BlockSvg) };
  const give = problem.code === 'unset_variable' ? planFirstValue(block) : null;
  return give ? { label: say('give_value'), act: give } : findModelFix(workspace, problem);
}

/** The change of a field that mends a problem on a block, or null. */
function findProblemFix(block: Blockly.Block | null, problem: Problem): ProblemFix | null {
  const number = block?.getInputTargetBlock(TOO_LARGE[problem.code] ?? '');
  if (number && problem.value)
    return { change: { block: number.id, field: 'NUM', value: problem.value, kind: null }, label: problem.value };
  const mend = MENDED_BY[problem.code];
  const field = mend && block?.getField(mend.field);
  if (!mend || !field || !block) return findPinFix(block, problem);
  return { change: { block: block.id, ...mend, kind: null }, label: getLabel(field, mend.value) };
}

/** What a menu calls a value; elsewhere the value itself. */
function getLabel(field: Blockly.Field, value: string): string {
  const options = field instanceof Blockly.FieldDropdown ? field.getOptions() : [];
  const option = options.find((one) => Array.isArray(one) && one[1] === value);
  return Array.isArray(option) && typeof option[0] === 'string' ? option[0] : value;
}

/** A layer that flattens pictures right before another one, for the same network; one step for Undo. */
function addFlatten(layer: Blockly.BlockSvg): void {
  const workspace = layer.workspace;
  const network = layer.getInputTargetBlock('model');
  Blockly.Events.setGroup(true);
  const model = network && { block: Blockly.serialization.blocks.save(network, { addCoordinates: false }) };
  const saved = { type: 'net_simple', fields: { layer: 'Flatten' }, inputs: model ? { model } : {} };
  if (model?.block) delete model.block.id;
  const block = Blockly.serialization.blocks.append(saved as Blockly.serialization.blocks.State, workspace, {
    recordUndo: true,
  }) as Blockly.BlockSvg;
  const above = layer.previousConnection?.targetConnection;
  if (above) above.connect(block.previousConnection!);
  block.nextConnection!.connect(layer.previousConnection!);
  Blockly.Events.setGroup(false);
  Blockly.renderManagement.triggerQueuedRenders(workspace);
  bringIntoView(block);
}
