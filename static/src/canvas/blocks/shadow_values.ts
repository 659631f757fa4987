/** The texts and choices that stand on blocks, and the files and data sets that the program itself will make. */

import type * as Blockly from 'blockly/core';
import type { Choice, Choices } from '../../lib/types';
import type { FieldValue } from '../contract';
import { FieldPicker } from '../fields/picker';
import { listCollected } from './collected_sets';
import { USE } from './pin_options';

/** Holes in which a block is told where to write, by name or with the block's type: what pickers may then offer. */
const WRITES: Partial<Record<string, (path: string) => Choices>> = {
  out_file: (path) => ({ model: [{ value: path, label: path }] }),
  save_fold: (path) => ({
    folder: [{ value: path, label: path }],
    model: [{ value: `${path}/latest.pth`, label: `${path}/latest.pth` }],
  }),
  'table_save.path': (path) => ({ table: [{ value: path, label: path }] }),
};

/**
 * The pickers, boards, written texts and own Python (kind 'code') inside a block (what follows it is another's), or of
 * the whole program.
 */
export function collectValues(workspace: Blockly.Workspace, id: string | null): FieldValue[] {
  const top = id === null ? workspace.getAllBlocks(true) : collectNested(workspace.getBlockById(id));
  return top.flatMap((block) => {
    if (block.type === USE)
      return [{ block: block.id, field: 'name', value: String(block.getFieldValue('name')), kind: 'board' }];
    const field = block.type === 'text' ? 'TEXT' : block.getField('code') ? 'code' : 'value';
    const found = block.getField(field);
    const kind = field === 'code' ? field : found instanceof FieldPicker ? found.kind : null;
    if (!found || (kind === null && block.type !== 'text')) return [];
    return [{ block: block.id, field, value: String(found.getValue()), kind }];
  });
}

function collectNested(block: Blockly.Block | null): Blockly.Block[] {
  if (!block) return [];
  const held = block.inputList
    .map((input) => input.connection?.targetBlock())
    .filter((one) => one !== null && one !== undefined);
  return [block, ...held.filter((one) => one.outputConnection).flatMap(collectNested)];
}

/** What the blocks of a program will make when it runs: offered by pickers before it is there. */
export function collectCreatedNames(workspace: Blockly.Workspace): Choices {
  const made: Record<string, Choice[]> = { ...listCollected(workspace) };
  for (const block of workspace.getAllBlocks(true)) {
    if (!block.isEnabled()) continue;
    for (const { name, connection } of block.inputList) {
      const offer = WRITES[name] ?? WRITES[`${block.type}.${name}`];
      const path = offer && connection?.targetBlock()?.getFieldValue('TEXT');
      if (!path) continue;
      for (const [kind, choices] of Object.entries(offer(path))) made[kind] = [...(made[kind] ?? []), ...choices];
    }
  }
  return made;
}
