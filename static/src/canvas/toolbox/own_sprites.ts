/** Puts a sprite into a program: a variable that holds it, below those that are there already. */

import * as Blockly from 'blockly/core';
import { bringIntoView } from '../workspace/viewport';

const START = 'program_start';
const SET = 'variables_set';
const SPRITE = 'stage_sprite';

/** One step for Undo. costume: put on at once, where it is not the first. Returns the block to look at. */
export function addSprite(
  workspace: Blockly.WorkspaceSvg,
  picture: string,
  name: string,
  costume: string | null,
): string {
  Blockly.Events.setGroup(true);
  const variable = Blockly.Variables.getOrCreateVariablePackage(workspace, null, findFreeName(workspace, name), '');
  const holds = { VAR: { id: variable.getId() } };
  const pick = (kind: string, value: string) => ({ shadow: { type: `pick_${kind}`, fields: { value } } });
  const sprite = { block: { type: SPRITE, inputs: { picture: pick('sprite', picture) } } };
  const wear = costume && {
    next: {
      block: {
        type: 'stage_costume',
        inputs: {
          sprite: { block: { type: 'variables_get', fields: holds } },
          costume: pick('costume', costume),
        },
      },
    },
  };
  const saved = { type: SET, fields: holds, inputs: { VALUE: sprite }, ...(wear || {}) };
  const first = Blockly.serialization.blocks.append(saved, workspace, { recordUndo: true }) as Blockly.BlockSvg;
  const above = findLastSprite(workspace);
  const after = above?.nextConnection?.targetBlock() ?? null;
  if (above) above.nextConnection!.connect(first.previousConnection!);
  const last = first.getNextBlock() ?? first;
  if (after && !last.nextConnection!.isConnected()) last.nextConnection!.connect(after.previousConnection!);
  Blockly.Events.setGroup(false);
  Blockly.renderManagement.triggerQueuedRenders(workspace);
  bringIntoView(first);
  return first.id;
}

/** The last block of the main stack, from its start on, that only makes a sprite; the start where there is none. */
function findLastSprite(workspace: Blockly.WorkspaceSvg): Blockly.Block | null {
  const start: Blockly.Block | undefined = workspace.getBlocksByType(START, true)[0];
  let last: Blockly.Block | null = start ?? null;
  for (let block: Blockly.Block | null = last; block; block = block.getNextBlock())
    if (block.type === SET && block.getInputTargetBlock('VALUE')?.type === SPRITE) last = block;
  return last;
}

/** `cat`, or `cat_2`, `cat_3` … where there is such a variable. */
function findFreeName(workspace: Blockly.Workspace, name: string): string {
  const taken = new Set(
    workspace
      .getVariableMap()
      .getAllVariables()
      .map((one) => one.getName()),
  );
  let [free, number] = [name, 1];
  while (taken.has(free)) free = `${name}_${++number}`;
  return free;
}
