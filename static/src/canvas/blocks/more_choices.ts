/** Choices that Blockly's own blocks lack: which way a loop counts, and a question for a whole number. */

import * as Blockly from 'blockly/core';
import { LenientDropdown } from '../fields/dropdown';
import { say } from '../texts';

interface Asking extends Blockly.Block {
  updateType_(type: string): void;
}

/** Adds the choices to Blockly's blocks; a saved block without them counts and asks as before. */
export function registerMoreChoices(): void {
  extend('controls_for', placeDirection);
  for (const type of ['text_prompt_ext', 'text_prompt']) extend(type, (block) => offerWholeNumber(block as Asking));
}

function extend(type: string, change: (block: Blockly.Block) => void): void {
  const { init } = Blockly.Blocks[type];
  Blockly.Blocks[type].init = function (this: Blockly.Block) {
    init.call(this);
    change(this);
  };
}

/** The first option is what a block without one does. */
function placeDirection(block: Blockly.Block): void {
  const directions = new LenientDropdown([
    [say('count_both'), 'BOTH'],
    [say('count_up'), 'UP'],
    [say('count_down'), 'DOWN'],
  ]);
  block.getInput('TO')?.insertFieldAt(0, directions, 'DIRECTION');
}

function offerWholeNumber(block: Asking): void {
  const field = block.getField('TYPE') as Blockly.FieldDropdown;
  const offered = field.getOptions(false) as [string, string][];
  field.setOptions([...offered, [say('ask_whole_number'), 'INTEGER']]);
  block.updateType_ = (type) => {
    block.outputConnection?.setCheck(type === 'TEXT' ? 'String' : 'Number');
  };
}
