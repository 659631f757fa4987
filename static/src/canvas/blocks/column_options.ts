/** The columns that a program can meet: those of the tables that its blocks name. */

import type * as Blockly from 'blockly/core';
import type { Choice } from '../../lib/vocabulary';
import { getProgram } from './pin_options';

const [FILE, SAMPLE] = ['pick_table', 'table_sample'];

/** Of all columns, those of the program's tables; all, where none of these is known. */
export function filterColumns(picker: Blockly.Block | null, all: Choice[]): Choice[] {
  if (!picker) return all;
  const tables = findTables(getProgram(picker));
  const known = all.filter((one) => one.tables?.some((path) => tables.has(path)));
  return known.length ? known : all;
}

function findTables(program: Blockly.Workspace): Set<string> {
  const files = program.getBlocksByType(FILE, false).map((one) => String(one.getFieldValue('value')));
  const samples = program.getBlocksByType(SAMPLE, false).map((one) => `data/${one.getFieldValue('name')}.csv`);
  return new Set([...files, ...samples]);
}
