/** The one change that mends a problem of the program before it runs, as a button in the problem's bubble. */

import * as Blockly from 'blockly/core';
import type { Problem } from '../../lib/types';
import type { FieldValue } from '../contract';
import { findPinFix } from './default_inputs';

export interface ProblemFix {
  change: FieldValue;
  label: string;
}

/** By the code of a problem: the field of its block, and the value that is right. */
const MENDED_BY: Record<string, { field: string; value: string }> = {
  asked_text: { field: 'TYPE', value: 'NUMBER' },
  zero_step: { field: 'NUM', value: '1' },
};

/** The fix for a problem on a block, or null. */
export function findProblemFix(block: Blockly.Block | null, problem: Problem): ProblemFix | null {
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
