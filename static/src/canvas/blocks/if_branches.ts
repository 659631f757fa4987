/** ＋ and － on Blockly's own growing blocks (if, join, list), in place of the gear's little workspace. */

import * as Blockly from 'blockly/core';
import { FieldButton } from '../fields/button';
import { say } from '../texts';
import { openMenu, runAsOneUndo } from './mutator_buttons';

const BUTTONS = 'sunmao_buttons';

interface Growing extends Blockly.Block {
  updateShape_(): void;
}

interface Joining extends Growing {
  itemCount_: number;
}

interface Branching extends Growing {
  elseifCount_: number;
  elseCount_: number;
  reconnectChildBlocks_(values: Joint[], bodies: Joint[], last: Joint): void;
}

type Joint = Blockly.Connection | null;

/** Gives the standard blocks their buttons; how they are saved stays Blockly's. */
export function registerBranches(): void {
  for (const type of ['text_join', 'lists_create_with']) grow(type, (block) => placeItemButtons(block as Joining));
  grow('controls_if', (block) => placeBranchButtons(block as Branching));
  for (const type of ['procedures_callnoreturn', 'procedures_callreturn']) setInlineInit(type);
}

/** Lays a block's holes out side by side, as a call is written. */
function setInlineInit(type: string): void {
  const { init } = Blockly.Blocks[type];
  Blockly.Blocks[type].init = function (this: Blockly.Block) {
    init.call(this);
    layInline(this);
  };
}

function layInline(block: Blockly.Block): void {
  block.setInputsInline(true);
  block.inputsInlineDefault = true;
}

/** Lets a block type place its buttons after every change of its shape. */
function grow(type: string, place: (block: Growing) => void): void {
  const { init } = Blockly.Blocks[type];
  Blockly.Blocks[type].init = function (this: Growing) {
    init.call(this);
    this.removeIcon(Blockly.icons.MutatorIcon.TYPE);
    const update = this.updateShape_;
    this.updateShape_ = function (this: Growing) {
      update.call(this);
      place(this);
    };
    place(this);
  };
}

function placeItemButtons(block: Joining): void {
  if (!block.getInput(BUTTONS)) {
    layInline(block);
    const minus = new FieldButton('minus', say('remove_item'), () => changeItems(block, -1), 'beside');
    const plus = new FieldButton('plus', say('add_item'), () => changeItems(block, 1));
    const buttons = block.appendDummyInput(BUTTONS);
    const end = block.type === 'text_join' ? Blockly.Msg.TEXT_JOIN_TITLE_END : '';
    if (end) buttons.appendField(end);
    buttons.appendField(minus, 'sunmao_minus').appendField(plus);
  }
  block.moveInputBefore(BUTTONS, null);
  block.getField('sunmao_minus')?.setVisible(block.itemCount_ > 0);
}

function changeItems(block: Joining, by: number): void {
  runAsOneUndo(block, () => {
    block.itemCount_ += by;
    block.updateShape_();
    const added = by > 0 && block.type === 'text_join' ? block.getInput(`ADD${block.itemCount_ - 1}`) : null;
    added?.connection?.setShadowState({ type: 'text', fields: { TEXT: '' } });
  });
}

function placeBranchButtons(block: Branching): void {
  const first = block.getInput('IF0');
  if (first && !block.getField('sunmao_plus')) {
    first.insertFieldAt(
      0,
      new FieldButton('plus', say('add_branch'), (field) => openBranches(block, field), 'start'),
      'sunmao_plus',
    );
  }
  for (let n = 1; block.getInput(`IF${n}`); n++) addMinus(block, `IF${n}`, () => dropBranch(block, n));
  addMinus(block, 'ELSE', () => dropElse(block));
}

function addMinus(block: Branching, input: string, onClick: () => void): void {
  block.getInput(input)?.insertFieldAt(0, new FieldButton('minus', say('remove_branch'), onClick, 'start'));
}

function openBranches(block: Branching, field: Blockly.Field): void {
  const lines = [
    {
      label: Blockly.Msg.CONTROLS_IF_ELSEIF_TITLE_ELSEIF,
      press: () => changeBranches(block, block.elseifCount_ + 1, block.elseCount_),
    },
  ];
  if (!block.elseCount_)
    lines.push({
      label: Blockly.Msg.CONTROLS_IF_ELSE_TITLE_ELSE,
      press: () => changeBranches(block, block.elseifCount_, 1),
    });
  openMenu(field, lines);
}

function dropBranch(block: Branching, n: number): void {
  changeBranches(block, block.elseifCount_ - 1, block.elseCount_, n);
}

function dropElse(block: Branching): void {
  changeBranches(block, block.elseifCount_, 0);
}

/** Sets how many branches there are; what stands in the branches that stay goes with them. */
function changeBranches(block: Branching, elseIfs: number, elses: number, without = 0): void {
  runAsOneUndo(block, () => {
    const values: Joint[] = [null];
    const bodies: Joint[] = [null];
    for (let n = 1; n <= block.elseifCount_; n++) {
      if (n === without) continue;
      values.push(plugIn(block, `IF${n}`));
      bodies.push(plugIn(block, `DO${n}`));
    }
    const last = elses ? plugIn(block, 'ELSE') : null;
    block.elseifCount_ = elseIfs;
    block.elseCount_ = elses;
    block.updateShape_();
    block.reconnectChildBlocks_(values, bodies, last);
  });
}

function plugIn(block: Blockly.Block, input: string): Joint {
  return block.getInput(input)?.connection?.targetConnection ?? null;
}
