/**
 * A block that keeps lines of Python with blocks below each of them, as `try:` and `except ValueError:`. How many there
 * are is saved as `{"clauses": 2}`.
 */

import * as Blockly from 'blockly/core';
import { FieldButton } from '../fields/button';
import { FieldCode } from '../fields/code';
import { say } from '../texts';
import { runAsOneUndo } from './mutator_buttons';

const TYPE = 'program_python_suite';
const MAX_CLAUSES = 10;
const FIRST_HEAD = "with open('a.txt') as file:";
const NEXT_HEAD = 'else:';

interface SuiteBlock extends Blockly.Block {
  clauses: number;
}

/** Defines the block. */
export function registerPythonSuite(): void {
  Blockly.Blocks[TYPE] = {
    init(this: SuiteBlock) {
      this.clauses = 0;
      this.setStyle('program_blocks');
      this.setPreviousStatement(true);
      this.setNextStatement(true);
      this.setTooltip(say('python_suite_help'));
      setClauses(this, 1);
    },
    saveExtraState(this: SuiteBlock) {
      return this.clauses > 1 ? { clauses: this.clauses } : null;
    },
    loadExtraState(this: SuiteBlock, state: { clauses?: unknown }) {
      setClauses(this, Number.isInteger(state.clauses) ? Number(state.clauses) : 1);
    },
  };
}

/** Adds lines at the end, or takes the last ones away; what stood below these is then loose. */
function setClauses(block: SuiteBlock, wanted: number): void {
  const count = Math.min(Math.max(wanted, 1), MAX_CLAUSES);
  for (let n = block.clauses - 1; n >= count; n--) {
    block.removeInput(`ROW${n}`);
    block.removeInput(`BODY${n}`);
  }
  for (let n = block.clauses; n < count; n++) {
    const row = block.appendDummyInput(`ROW${n}`);
    if (n === 0) row.appendField(say('python_suite'));
    row.appendField(new FieldCode(n === 0 ? FIRST_HEAD : NEXT_HEAD) as Blockly.Field, `HEAD${n}`);
    if (n === 0) {
      row.appendField(
        new FieldButton('minus', say('remove_branch'), () => changeClauses(block, -1), 'beside'),
        'minus',
      );
      row.appendField(new FieldButton('plus', say('add_branch'), () => changeClauses(block, 1)));
    }
    block.appendStatementInput(`BODY${n}`);
  }
  block.clauses = count;
  block.getField('minus')?.setVisible(count > 1);
}

function changeClauses(block: SuiteBlock, by: number): void {
  runAsOneUndo(block, () => setClauses(block, block.clauses + by));
}
