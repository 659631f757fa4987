/** What is done to the chosen blocks together, each time as one undoable step. */

import * as Blockly from 'blockly/core';
import { writeBlocks } from '../../canvas/exchange/block_text';
import { copyBlocks, pasteBlocks } from '../../canvas/exchange/clipboard';
import type { BlockSelection, Run } from './selection';

type State = Blockly.serialization.blocks.State;
const { MANUALLY_DISABLED } = Blockly.constants;
/** Between blocks and their copies. */
const ASIDE = 32;

/** The chosen blocks as they are copied: each run is one stack, where its blocks can hang below each other. */
export function saveChosen(runs: Run[]): State[] {
  return runs.flatMap(saveRun);
}

function saveRun(run: Run): State[] {
  const stacks: State[] = [];
  let last: State | null = null;
  let before: Blockly.BlockSvg | null = null;
  for (const block of run) {
    const options = { addCoordinates: true, addNextBlocks: false, saveIds: false };
    const state = Blockly.serialization.blocks.save(block, options)!;
    if (last && before?.nextConnection && block.previousConnection) last.next = { block: state };
    else stacks.push(state);
    [last, before] = [state, block];
  }
  return stacks;
}

export function asOneStep<T>(act: () => T): T {
  const group = Blockly.Events.getGroup();
  if (!group) Blockly.Events.setGroup(true);
  try {
    return act();
  } finally {
    Blockly.Events.setGroup(group);
  }
}

export function copyChosen(selection: BlockSelection): void {
  copyBlocks(selection.workspace, saveChosen(selection.runs()));
}

export function deleteChosen(selection: BlockSelection): void {
  const { workspace } = selection;
  workspace.hideChaff();
  asOneStep(() => {
    for (const block of selection.roots()) if (block.isDeletable()) block.dispose(!block.outputConnection, false);
  });
  selection.clear();
  Blockly.getFocusManager().focusNode(workspace);
}

export function cutChosen(selection: BlockSelection): void {
  copyChosen(selection);
  deleteChosen(selection);
}

/** The copies are chosen then. */
export function duplicateChosen(selection: BlockSelection): void {
  const roots = selection.roots();
  const places = roots.map((block) => block.getRelativeToSurfaceXY());
  const at = new Blockly.utils.Coordinate(
    Math.min(...places.map(({ x }) => x)) + ASIDE,
    Math.min(...places.map(({ y }) => y)) + ASIDE,
  );
  const made = pasteBlocks(selection.workspace, writeBlocks(saveChosen(selection.runs())), at);
  selection.set(made.flatMap(listStack));
}

function listStack(first: Blockly.BlockSvg): Blockly.BlockSvg[] {
  const stack: Blockly.BlockSvg[] = [];
  for (let block: Blockly.BlockSvg | null = first; block; block = block.getNextBlock()) stack.push(block);
  return stack;
}

/** Whether all chosen blocks that can be switched off are. */
export function areOff(selection: BlockSelection): boolean {
  const able = selection.roots().filter(canBeSwitched);
  return able.length > 0 && able.every((block) => block.hasDisabledReason(MANUALLY_DISABLED));
}

export function switchChosen(selection: BlockSelection): void {
  const off = !areOff(selection);
  asOneStep(() => {
    for (const block of selection.roots().filter(canBeSwitched)) block.setDisabledReason(off, MANUALLY_DISABLED);
  });
}

const canBeSwitched = (block: Blockly.BlockSvg) => block.isEditable() && !block.getInheritedDisabled();
