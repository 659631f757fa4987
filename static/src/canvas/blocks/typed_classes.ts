/** The classes that a child types into the block that collects them: what was understood stands on the block. */

import * as Blockly from 'blockly/core';
import { splitNames, splitTyped } from '../../lib/class_names';
import { say } from '../texts';

const COLLECT = 'data_collect_classes';
const SAID = 'understood';

/** Writes what was typed with spaces between as the list that it is taken for: one step for Undo, with the typing. */
export function followTyping(workspace: Blockly.Workspace, event: Blockly.Events.Abstract): void {
  if (event.type !== Blockly.Events.BLOCK_CHANGE || !event.recordUndo) return;
  const { blockId, element, newValue } = event as Blockly.Events.BlockChange;
  const held = element === 'field' ? workspace.getBlockById(blockId ?? '') : null;
  if (!held || held.getParent()?.getInputTargetBlock('labels') !== held || held.getParent()?.type !== COLLECT) return;
  const words = String(newValue);
  const names = splitTyped(words);
  if (names.length < 2 || splitNames(words).length > 1) return;
  Blockly.Events.setGroup(event.group || true);
  held.setFieldValue(names.join(say('between_names')), 'TEXT');
  Blockly.Events.setGroup(false);
}

/** Says on each collecting block how many classes its text is. */
export function showUnderstood(workspace: Blockly.Workspace): void {
  for (const block of workspace.getBlocksByType(COLLECT, false)) {
    const text = block.getInputTargetBlock('labels')?.getFieldValue('TEXT');
    const names = typeof text === 'string' ? splitNames(text) : [];
    const said = names.length ? say('understood', { n: names.length }) : '';
    const field = block.getField(SAID);
    if (field?.getText() === said || (!field && !said)) continue;
    Blockly.Events.disable();
    if (field) field.setValue(said);
    else block.getInput('n')?.insertFieldAt(0, new Blockly.FieldLabel(said), SAID);
    Blockly.Events.enable();
  }
}
