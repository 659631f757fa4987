/** What a drawer proposes for one more part: a pin that is still free, and a name that no other part has. */

import type * as Blockly from 'blockly/core';
import type { Problem } from '../../lib/types';
import { filterCapablePins, filterPinsOfBoard, findFreePin, findUsedPins, PICKER } from '../blocks/pin_options';
import type { FieldValue } from '../contract';
import { getChoices } from '../fields/picker';
import { pick } from '../texts';
import { setVariable } from './own_variables';

const SET = 'variables_set';
/** What is wrong with a pin and right with another one. */
const MENDED_BY_ANOTHER = ['pin_cannot', 'pin_is_cable', 'pin_missing', 'pin_taken'];

/** Gives the parts in a flyout pins and names that nothing else has: not in the program, nor in the flyout. */
export function fillFreeDefaults(flyout: Blockly.Workspace, program: Blockly.Workspace): void {
  const used = findUsedPins(program);
  const offered = new Set<string>();
  const names = collectAssignedNames(program);
  for (const top of flyout.getTopBlocks(true)) {
    const pickers = top.type === SET ? top.getDescendants(false).filter((block) => block.type === PICKER) : [];
    // Where pins run out, those of another offer will do, but never one twice in the same part.
    const own = new Set(used);
    for (const picker of pickers) own.add(moveAway(picker, own, offered));
    for (const picker of pickers) offered.add(String(picker.getFieldValue('value')));
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

/** Moves a part to a free pin, if there is one to one that is not offered to another part either; returns it. */
function moveAway(picker: Blockly.Block, used: Set<string>, offered: Set<string>): string {
  const pins = getChoices('pin');
  const now = String(picker.getFieldValue('value'));
  const isAble = filterCapablePins(picker, filterPinsOfBoard(picker, pins)).some((pin) => pin.value === now);
  const isFree = isAble && !used.has(now) && !offered.has(now);
  const free = isFree
    ? null
    : (findFreePin(picker, pins, new Set([...used, ...offered])) ?? findFreePin(picker, pins, used));
  if (free) picker.setFieldValue(free.value, 'value');
  return free?.value ?? now;
}

function renameAway(set: Blockly.Block, names: Set<string>): void {
  const field = set.getField('VAR') as Blockly.FieldVariable;
  const name = field.getText();
  if (!names.has(name)) return;
  let number = 2;
  while (names.has(`${name}${number}`)) number++;
  setVariable(field, `${name}${number}`);
}

function collectAssignedNames(program: Blockly.Workspace): Set<string> {
  return new Set(program.getBlocksByType(SET, false).map((block) => block.getField('VAR')!.getText()));
}
