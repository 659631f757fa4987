/** The data sets of own pictures that a program makes itself, with the classes that its blocks name. */

import type * as Blockly from 'blockly/core';
import { splitNames } from '../../lib/class_names';
import { getTask } from '../../lib/tasks';
import type { Choice, Choices } from '../../lib/types';

const COLLECT_CLASSES = 'data_collect_classes';
const OPEN = 'data_open';
const SET = 'variables_set';
const GET = 'variables_get';
/** Blocks that put a picture of a class into a data set → whether it is a photograph. */
const MAKES: Record<string, boolean> = { data_collect: true, data_add: false };

interface CollectedSet {
  /** null: it is not plain which one it is. */
  path: string | null;
  labels: string[];
  photos: boolean;
}

/** What the pickers of data sets and labels may offer before the program has run. */
export function listCollected(workspace: Blockly.Workspace): Choices {
  const sets = findCollected(workspace);
  const dataset = sets.flatMap(({ path, photos }): Choice[] =>
    path ? [{ value: path, label: nameDataset(path), task: getTask(null).name, own: { photos } }] : [],
  );
  const label = sets.flatMap(({ path, labels }) =>
    labels.map((value) => ({ value, label: value, ...(path ? { datasets: [path] } : {}) })),
  );
  return { ...(dataset.length ? { dataset } : {}), ...(label.length ? { label } : {}) };
}

/** What a data set is called to be picked: its path, without the folder of all that were made here. */
export const nameDataset = (path: string) => path.replace(/^data\/(?=.)/, '');

/** The paths of the sets into which a program takes photographs. */
export function findPhotographed(workspace: Blockly.Workspace): string[] {
  return findCollected(workspace).flatMap(({ path, photos }) => (path && photos ? [path] : []));
}

function findCollected(workspace: Blockly.Workspace): CollectedSet[] {
  const blocks = workspace.getAllBlocks(true).filter((block) => block.isEnabled());
  return blocks.flatMap((block): CollectedSet[] => {
    const label = readText(block, 'label');
    if (block.type === COLLECT_CLASSES)
      return [{ path: readText(block, 'path'), labels: splitNames(readText(block, 'labels') ?? ''), photos: true }];
    if (!(block.type in MAKES)) return [];
    return [{ path: findPath(block, blocks), labels: label ? [label] : [], photos: MAKES[block.type] }];
  });
}

/** Where the data set in a hole lies, if one block alone gives the variable there its value. */
function findPath(block: Blockly.Block, blocks: Blockly.Block[]): string | null {
  const read = block.getInputTargetBlock('dataset');
  if (read?.type !== GET) return null;
  const name = read.getField('VAR')!.getText();
  const [set, ...others] = blocks.filter((one) => one.type === SET && one.getField('VAR')!.getText() === name);
  const opened = others.length ? null : set?.getInputTargetBlock('VALUE');
  return opened?.type === OPEN ? readText(opened, 'path') : null;
}

/** The text in a hole, written or picked. */
function readText(block: Blockly.Block, hole: string): string | null {
  const held = block.getInputTargetBlock(hole);
  const value = held?.getFieldValue(held.type === 'text' ? 'TEXT' : 'value');
  return typeof value === 'string' && value ? value : null;
}
