/** What a program can meet: the labels of its models, or of the data sets they learn, and the columns of its tables. */

import type * as Blockly from 'blockly/core';
import { TRAININGS } from '../../lib/saved_blocks';
import type { Choice } from '../../lib/types';
import { getProgram } from './pin_options';

const [MODEL, DATASET, SAMPLE] = ['pick_model', 'pick_dataset', 'data_sample'];
const LOAD = 'model_load_dataset';
const [TABLE, SAMPLE_TABLE] = ['pick_table', 'table_sample'];

/**
 * Of all labels, those that the program's model answers with: a program that trains learns those of its data sets, one
 * that does not has those of the file. All, where nothing that it names has labels.
 */
export function filterLabels(picker: Blockly.Block | null, all: Choice[]): Choice[] {
  const known = findProgramLabels(picker, all);
  return known.length ? known : all;
}

/** Those of the data sets and models of a program; none where it opens none of which the classes are known. */
export function findProgramLabels(picker: Blockly.Block | null, all: Choice[]): Choice[] {
  if (!picker) return [];
  const program = getProgram(picker);
  const [models, datasets] = [findModels(program), findDatasets(program)];
  const opened = all.filter((one) => one.models?.some((path) => models.has(path)));
  if (opened.length && !trains(program)) return opened;
  return all.filter((one) => opened.includes(one) || one.datasets?.some((path) => datasets.has(path)));
}

function trains(program: Blockly.Workspace): boolean {
  return TRAININGS.some((type) => program.getBlocksByType(type, false).some((one) => one.isEnabled()));
}

const findModels = (program: Blockly.Workspace) => new Set(program.getBlocksByType(MODEL, false).map(readPath));

/** The paths of data sets that a model reads; of all that are named, where that is not plain from the blocks. */
function findDatasets(program: Blockly.Workspace): Set<string> {
  const given = program.getBlocksByType(LOAD, false).map((one) => one.getInputTargetBlock('path'));
  const plain = given.length && given.every((one) => one && [DATASET, SAMPLE].includes(one.type));
  const named = plain ? given : [DATASET, SAMPLE].flatMap((type) => program.getBlocksByType(type, false));
  return new Set(named.map((one) => readPath(one!)));
}

function readPath(block: Blockly.Block): string {
  return block.type === SAMPLE ? `data/${block.getFieldValue('name')}` : String(block.getFieldValue('value'));
}

/** Of all columns, those of the program's tables; all, where none of these is known. */
export function filterColumns(picker: Blockly.Block | null, all: Choice[]): Choice[] {
  if (!picker) return all;
  const tables = findTables(getProgram(picker));
  const known = all.filter((one) => tables.has(one.table ?? ''));
  const offered = new Map((known.length ? known : all).map((one) => [one.value, one]));
  return [...offered.values()];
}

function findTables(program: Blockly.Workspace): Set<string> {
  const files = program.getBlocksByType(TABLE, false).map(readPath);
  const samples = program.getBlocksByType(SAMPLE_TABLE, false).map((one) => `data/${one.getFieldValue('name')}.csv`);
  return new Set([...files, ...samples]);
}
