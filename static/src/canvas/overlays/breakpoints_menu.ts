/** "Pause here" in the menu of a block, and its key. */

import * as Blockly from 'blockly/core';
import type { CanvasHost } from '../contract';
import { say } from '../texts';
import { getStatement } from './highlight';

const NAME = 'pauseHere';
/** Between Blockly's own entries: below the comment. */
const WEIGHT = 3;
let host: CanvasHost;

/** Connects the menu and the key to the page that keeps the pauses. */
export function registerBreakpointMenu(page: CanvasHost): void {
  host = page;
  const { registry } = Blockly.ContextMenuRegistry;
  if (registry.getItem(NAME)) return;
  registry.register({
    id: NAME,
    scopeType: Blockly.ContextMenuRegistry.ScopeType.BLOCK,
    weight: WEIGHT,
    displayText: ({ block }) => say(host.pausesAt(getStatement(block!).id) ? 'pause_here_no_more' : 'pause_here'),
    preconditionFn: ({ block }) => (canHaveBreakpoint(block) ? 'enabled' : 'hidden'),
    callback: ({ block }) => host.onPauseHere(getStatement(block!).id),
    associatedKeyboardShortcut: NAME,
  });
  Blockly.ShortcutRegistry.registry.register({
    name: NAME,
    keyCodes: [Blockly.utils.KeyCodes.P],
    preconditionFn: (_, { focusedNode }) => canHaveBreakpoint(focusedNode),
    callback: (_, __, ___, { focusedNode }) => {
      host.onPauseHere(getStatement(focusedNode as Blockly.BlockSvg).id);
      return true;
    },
  });
}

/** What begins a stack, lies in a drawer or is switched off has no line to pause at. */
function canHaveBreakpoint(block: unknown): boolean {
  if (!(block instanceof Blockly.BlockSvg) || block.isInFlyout) return false;
  const statement = getStatement(block);
  return statement.previousConnection !== null && statement.isEnabled();
}
