/** A block that gives a variable its first value, for a program that uses it before it has one. */

import * as Blockly from 'blockly/core';
import { bringIntoView } from '../workspace/viewport';

const SET = 'variables_set';
const START = 'program_start';
const READERS = ['variables_get', 'variables_get_dynamic'];
const NUMBER = 'Number';

/**
 * What gives a value to the variable that a block uses; null where no number would do: a model is not made by 0. name:
 * as it stands in the Python, where a block uses several.
 */
export function planFirstValue(used: Blockly.Block | null, name?: string): (() => void) | null {
  const workspace = used?.workspace;
  const start = workspace?.getBlocksByType(START, true)[0];
  if (!used || !workspace || !start) return null;
  const readers = used.getDescendants(true).filter((block) => READERS.includes(block.type));
  const reader = name === undefined ? readers[0] : readers.find((block) => getPythonName(block) === name);
  if (reader ? !fitsNumber(reader) : name === undefined) return null;
  const below = findPlace(used, start);
  return () => putValue(workspace as Blockly.WorkspaceSvg, below, reader ? getVariable(reader) : name!);
}

/** Where in the main stack: before what uses it, outside every loop; for events and functions right at the start. */
function findPlace(used: Blockly.Block, start: Blockly.Block): Blockly.Block {
  if (used.getRootBlock() !== start) return start;
  let outermost = used;
  for (let block: Blockly.Block | null = used; block && block !== start; block = block.getSurroundParent())
    outermost = block;
  return outermost.getPreviousBlock() ?? start;
}

/** One step for Undo; the keys go to the number. */
function putValue(workspace: Blockly.WorkspaceSvg, below: Blockly.Block, name: string): void {
  Blockly.Events.setGroup(true);
  const variable = Blockly.Variables.getOrCreateVariablePackage(workspace, null, name, '');
  const saved = {
    type: SET,
    fields: { VAR: { id: variable.getId() } },
    inputs: { VALUE: { shadow: { type: 'math_number', fields: { NUM: 0 } } } },
  };
  const block = Blockly.serialization.blocks.append(saved, workspace, { recordUndo: true }) as Blockly.BlockSvg;
  below.nextConnection!.connect(block.previousConnection!);
  Blockly.Events.setGroup(false);
  Blockly.renderManagement.triggerQueuedRenders(workspace);
  bringIntoView(block);
  const number = block.getInputTargetBlock('VALUE')!.getField('NUM') as Blockly.Field;
  Blockly.getFocusManager().focusNode(number);
  number.showEditor();
}

const getVariable = (reader: Blockly.Block): string => reader.getField('VAR')!.getText();

/** Signs that no name of Python has become one line. */
const getPythonName = (reader: Blockly.Block): string => getVariable(reader).replace(/[^\p{L}\p{N}_]+/gu, '_');

function fitsNumber(reader: Blockly.Block): boolean {
  const checks = reader.outputConnection?.targetConnection?.getCheck();
  return !checks || checks.includes(NUMBER);
}
