/** What a drawer proposes for one more part: a pin that is still free, and a name that no other part has. */

import * as Blockly from 'blockly/core';
import type { Problem } from '../../lib/types';
import { findFreePin, findUsedPins, PICKER } from '../blocks/pin_options';
import type { FieldValue } from '../contract';
import { getChoices } from '../fields/picker';
import { pick } from '../texts';

const SET = 'variables_set';
/** What is wrong with a pin and right with another one. */
const MENDED_BY_ANOTHER = ['pin_cannot', 'pin_is_cable', 'pin_missing', 'pin_taken'];

/** Gives the parts in a flyout pins and names that the program does not use yet: two lights do not stand on pin 13. */
export function fillFreeDefaults(flyout: Blockly.WorkspaceSvg): void {
  const program = flyout.targetWorkspace;
  if (!program) return;
  const taken = findUsedPins(program);
  const names = collectAssignedNames(program);
  for (const top of flyout.getTopBlocks(false)) {
    const pickers = top.type === SET ? top.getDescendants(false).filter((block) => block.type === PICKER) : [];
    for (const picker of pickers) moveAway(picker, taken, pickers);
    if (pickers.length) renameAway(top, names);
  }
}

/** The pin to change to, for a problem with one. */
export function findPinFix(
  picker: Blockly.Block | null,
  problem: Problem,
): { change: FieldValue; label: string } | null {
  if (picker?.type !== PICKER || !MENDED_BY_ANOTHER.includes(problem.code)) return null;
  const free = findFreePin(picker, getChoices('pin'), findUsedPins(picker.workspace, picker));
  return free
    ? { change: { block: picker.id, field: 'value', value: free.value, kind: 'pin' }, label: pick(free.label) }
    : null;
}

function moveAway(picker: Blockly.Block, taken: Set<string>, pickers: Blockly.Block[]): void {
  if (!taken.has(picker.getFieldValue('value'))) return;
  const beside = pickers.filter((one) => one !== picker).map((one) => String(one.getFieldValue('value')));
  const free = findFreePin(picker, getChoices('pin'), new Set([...taken, ...beside]));
  if (free) picker.setFieldValue(free.value, 'value');
}

function renameAway(set: Blockly.Block, names: Set<string>): void {
  const field = set.getField('VAR') as Blockly.FieldVariable;
  const name = field.getText();
  if (!names.has(name)) return;
  let number = 2;
  while (names.has(`${name}${number}`)) number++;
  field.setValue(Blockly.Variables.getOrCreateVariablePackage(set.workspace, null, `${name}${number}`, '').getId());
}

function collectAssignedNames(program: Blockly.Workspace): Set<string> {
  return new Set(program.getBlocksByType(SET, false).map((block) => block.getField('VAR')!.getText()));
}
