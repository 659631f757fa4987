/** What lets classes with few pictures count more in the trainings of a program. */

import * as Blockly from 'blockly/core';
import { runAsOneUndo } from '../blocks/mutator_buttons';
import { getShape } from '../blocks/mutators';

const QUICK = { type: 'model_quick_train', option: 'class_weights' };
const FULL = 'model_train';
const RECIPE = { type: 'model_recipe', option: 'sampling' };
const BALANCED = 'balanced';
/** As trainings do without a recipe; what is asked for is the drawing of pictures alone. */
const SCHEDULE = 'one_cycle';

/** The change as one undoable step; it returns the block to look at. Null where nothing is trained. */
export function planClassWeights(workspace: Blockly.Workspace): (() => string) | null {
  const quick = workspace.getBlocksByType(QUICK.type, true);
  const full = workspace.getBlocksByType(FULL, true);
  if (!quick.length && !full.length) return null;
  return () => {
    Blockly.Events.setGroup(true);
    for (const block of quick) choose(block, QUICK.option);
    const recipes = full.map((block) => requireRecipe(workspace, block));
    for (const recipe of recipes) choose(recipe, RECIPE.option);
    Blockly.Events.setGroup(false);
    return [...quick, ...recipes][0].id;
  };
}

function choose(block: Blockly.Block, option: string): void {
  runAsOneUndo(block, () => {
    const { more = [] } = getShape(block);
    if (!more.includes(option)) block.loadExtraState?.({ ...block.saveExtraState?.(), more: [...more, option] });
  });
  block.setFieldValue(BALANCED, option);
}

/** The recipe of the model that a block trains: the one that is there, else a new one above the block. */
function requireRecipe(workspace: Blockly.Workspace, train: Blockly.Block): Blockly.Block {
  const model = readModel(train);
  const there = workspace.getBlocksByType(RECIPE.type, true).find((one) => same(readModel(one), model));
  if (there) return there;
  const saved = { type: RECIPE.type, fields: { schedule: SCHEDULE }, ...(model && { inputs: { model } }) };
  const made = Blockly.serialization.blocks.append(saved, workspace, { recordUndo: true });
  const above = train.previousConnection?.targetConnection;
  if (above && made.previousConnection) above.connect(made.previousConnection);
  else if (train.previousConnection) made.nextConnection?.connect(train.previousConnection);
  return made;
}

/** What stands in a block's hole for a model, as it is saved. */
export const readModel = (block: Blockly.Block) =>
  Blockly.serialization.blocks.save(block, { addNextBlocks: false, saveIds: false })?.inputs?.model;
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
