/** The labels that a program can meet: those of the data sets and models that its blocks name. */

import type * as Blockly from 'blockly/core';
import type { Choice } from '../../lib/vocabulary';
import { getProgram } from './pin_options';

const NAMING = ['pick_dataset', 'pick_model'];
const SAMPLE = 'data_sample';

/** Of all labels, those of what the program names; all, where it names nothing that has labels. */
export function filterLabels(picker: Blockly.Block | null, all: Choice[]): Choice[] {
  if (!picker) return all;
  const named = findNamed(getProgram(picker));
  const known = all.filter(({ datasets = [], models = [] }) => [...datasets, ...models].some((one) => named.has(one)));
  return known.length ? known : all;
}

/** The paths of data sets and models. */
function findNamed(program: Blockly.Workspace): Set<string> {
  const chosen = NAMING.flatMap((type) => program.getBlocksByType(type, false)).map((one) =>
    one.getFieldValue('value'),
  );
  const samples = program.getBlocksByType(SAMPLE, false).map((one) => `data/${one.getFieldValue('name')}`);
  return new Set([...chosen.map(String), ...samples]);
}
