/** "Delete" in the menu of a block counts what the child sees: a value that stands in a hole by itself is no block. */

import * as Blockly from 'blockly/core';

export function registerDeleteMenu(): void {
  const item = Blockly.ContextMenuRegistry.registry.getItem('blockDelete');
  if (!item || !('displayText' in item)) return;
  item.displayText = ({ block }) => {
    const count = block ? countBlocks(block) : 1;
    return count === 1 ? Blockly.Msg.DELETE_BLOCK : Blockly.Msg.DELETE_X_BLOCKS.replace('%1', String(count));
  };
}

/** A block with those inside it, without what follows it. */
export function countBlocks(block: Blockly.Block): number {
  const count = (one: Blockly.Block) => one.getDescendants(false).filter((each) => !each.isShadow()).length;
  const next = block.getNextBlock();
  return count(block) - (next ? count(next) : 0);
}
