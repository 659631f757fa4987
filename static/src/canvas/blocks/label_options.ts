/** The labels that a program can meet: those of the models that its blocks open, or of the data sets they learn. */

import type * as Blockly from 'blockly/core';
import { TRAININGS } from '../../lib/saved_blocks';
import type { Choice } from '../../lib/vocabulary';
import { getProgram } from './pin_options';

const [MODEL, DATASET, SAMPLE] = ['pick_model', 'pick_dataset', 'data_sample'];
const LOAD = 'model_load_dataset';

/**
 * Of all labels, those that the program's model answers with: a program that trains learns those of its data sets, one
 * that does not has those of the file. All, where nothing that it names has labels.
 */
export function filterLabels(picker: Blockly.Block | null, all: Choice[]): Choice[] {
  if (!picker) return all;
  const program = getProgram(picker);
  const [models, datasets] = [findModels(program), findDatasets(program)];
  const opened = all.filter((one) => one.models?.some((path) => models.has(path)));
  if (opened.length && !trains(program)) return opened;
  const known = all.filter((one) => opened.includes(one) || one.datasets?.some((path) => datasets.has(path)));
  return known.length ? known : all;
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
