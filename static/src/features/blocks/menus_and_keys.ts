/** Entries of Blockly's menus, and its keys, registered once; what they act on is found by the workspace. */

import * as Blockly from 'blockly/core';
import { changeShortcut, copyBlocks } from '../../canvas/exchange/clipboard';
import { t } from '../../lib/texts';
import type { Choosing } from './choosing';
import { openBlocks, pasteByMenu } from './open_blocks';
import { type BlockSelection, canBeChosen } from './selection';
import {
  areOff,
  copyChosen,
  cutChosen,
  deleteChosen,
  duplicateChosen,
  saveChosen,
  switchChosen,
} from './selection_actions';
import './texts';

type State = Blockly.serialization.blocks.State;
type Scope = Blockly.ContextMenuRegistry.Scope;

/** What the menus and keys of one canvas act on. */
export interface BlockTools {
  selection: BlockSelection;
  choosing: Choosing;
  put(states: State[]): void;
  /** The thing of the backpack that a block of its flyout belongs to. */
  findPacked(block: Blockly.BlockSvg): string | null;
  takeOut(text: string): void;
  /** Whether the menus are kept short. */
  isBeginner(): boolean;
}

const tools = new WeakMap<Blockly.Workspace, BlockTools>();
let isRegistered = false;

const getMain = (workspace: Blockly.WorkspaceSvg) => workspace.targetWorkspace ?? workspace;
const findTools = (workspace: Blockly.WorkspaceSvg | undefined) => workspace && tools.get(getMain(workspace));

export function connectMenusAndKeys(workspace: Blockly.WorkspaceSvg, own: BlockTools): void {
  tools.set(workspace, own);
  if (isRegistered) return;
  isRegistered = true;
  registerBlockMenu();
  registerCanvasMenu();
  Blockly.ContextMenuItems.registerCommentOptions();
  registerInlineSwitch();
  registerKeys();
}

function registerBlockMenu(): void {
  actOnAll('blockDuplicate', 'duplicateChosen', duplicateChosen);
  actOnAll('blockDelete', 'deleteChosen', deleteChosen);
  actOnAll('blockDisable', (selection) => (areOff(selection) ? 'onChosen' : 'offChosen'), switchChosen);
  const isOwn = ({ block }: Scope) =>
    block && canBeChosen(block) && findTools(block.workspace) ? 'enabled' : 'hidden';
  const { BLOCK } = Blockly.ContextMenuRegistry.ScopeType;
  add(
    'blockCopy',
    BLOCK,
    1.2,
    () => t('copyBlock'),
    isOwn,
    ({ block }) => copyFrom(block!),
  );
  add(
    'blockPack',
    BLOCK,
    1.4,
    () => t('chosenPack'),
    isOwn,
    ({ block }) => {
      findTools(block!.workspace)!.put(getStates(block!));
    },
  );
  const findPacked = ({ block }: Scope) => (block?.isInFlyout ? findTools(block.workspace)?.findPacked(block) : null);
  add(
    'blockUnpack',
    BLOCK,
    1.4,
    () => t('takeOut'),
    (scope) => (findPacked(scope) ? 'enabled' : 'hidden'),
    (scope) => findTools(scope.block!.workspace)!.takeOut(findPacked(scope)!),
  );
}

function registerCanvasMenu(): void {
  const isOwn = ({ workspace }: Scope) => (findTools(workspace) ? 'enabled' : 'hidden');
  const { WORKSPACE } = Blockly.ContextMenuRegistry.ScopeType;
  const hasBlocks = ({ workspace }: Scope) =>
    !findTools(workspace) ? 'hidden' : workspace!.getTopBlocks(false).length ? 'enabled' : 'disabled';
  add(
    'chooseSeveral',
    WORKSPACE,
    2.2,
    () => t('chooseSeveral'),
    hasBlocks,
    ({ workspace }) => findTools(workspace)!.choosing.begin(),
  );
  add(
    'pasteBlocks',
    WORKSPACE,
    2.4,
    () => t('pasteBlocks'),
    isOwn,
    ({ workspace }, _, __, at) => {
      void pasteByMenu(workspace!, Blockly.utils.svgMath.screenToWsCoordinates(workspace!, at));
    },
  );
  add(
    'openBlocks',
    WORKSPACE,
    19,
    () => t('openBlocks'),
    isOwn,
    ({ workspace }) => openBlocks(workspace!),
  );
}

/** How the holes of a block stand: beside each other, or one below the other. */
function registerInlineSwitch(): void {
  Blockly.ContextMenuItems.registerInline();
  const item = Blockly.ContextMenuRegistry.registry.getItem('blockInline') as Entry;
  const { preconditionFn } = item;
  item.preconditionFn = (scope, event) => {
    const holes = scope.block!.inputList.filter((input) => input.connection && input.isVisible()).length;
    const isCalm = findTools(scope.block!.workspace)?.isBeginner() ?? true;
    return isCalm || holes < 2 ? 'hidden' : preconditionFn(scope, event);
  };
}

type Entry = Extract<Blockly.ContextMenuRegistry.RegistryItem, { callback: unknown }>;

function add(
  id: string,
  scopeType: Blockly.ContextMenuRegistry.ScopeType,
  weight: number,
  displayText: () => string,
  preconditionFn: (scope: Scope) => string,
  callback: Entry['callback'],
): void {
  Blockly.ContextMenuRegistry.registry.register({ id, scopeType, weight, displayText, preconditionFn, callback });
}

type Words = 'duplicateChosen' | 'deleteChosen' | 'onChosen' | 'offChosen';

/** Lets an entry of a block's menu act on all chosen blocks where the block is one of them, and say so. */
function actOnAll(
  id: string,
  words: Words | ((selection: BlockSelection) => Words),
  act: (selection: BlockSelection) => void,
): void {
  const item = Blockly.ContextMenuRegistry.registry.getItem(id) as Entry | null;
  if (!item) return;
  const { displayText, callback, preconditionFn } = item;
  const find = ({ block }: Scope) => {
    const selection = findTools(block?.workspace)?.selection;
    return selection?.leads(block) ? selection : null;
  };
  item.displayText = (scope) => {
    const selection = find(scope);
    if (!selection) return typeof displayText === 'function' ? displayText(scope) : displayText;
    return t(typeof words === 'function' ? words(selection) : words, { n: selection.count });
  };
  item.preconditionFn = (scope, event) => (find(scope) ? 'enabled' : preconditionFn(scope, event));
  item.callback = (scope, ...more) => {
    const selection = find(scope);
    if (selection) act(selection);
    else callback(scope, ...more);
  };
}

/** The chosen blocks where a block is one of them, or else the block, without what follows it. */
function getStates(block: Blockly.BlockSvg): State[] {
  const { selection } = findTools(block.workspace)!;
  return saveChosen(selection.leads(block) ? selection.runs() : [[block]]);
}

function copyFrom(block: Blockly.BlockSvg): void {
  copyBlocks(block.workspace, getStates(block));
}

function registerKeys(): void {
  const { COPY, CUT, DELETE, DUPLICATE, ESCAPE } = Blockly.ShortcutItems.names;
  actOnAllByKey(COPY, copyChosen);
  actOnAllByKey(CUT, cutChosen);
  actOnAllByKey(DELETE, deleteChosen);
  actOnAllByKey(DUPLICATE, duplicateChosen);
  changeShortcut(ESCAPE, ({ callback, preconditionFn }) => ({
    // A move by the keys ends with it, too.
    preconditionFn: (...given) => !getMain(given[0]).isDragging() && (preconditionFn?.(...given) ?? true),
    callback: (...given) => {
      findTools(given[0])?.choosing.end();
      return callback?.(...given) ?? false;
    },
  }));
  const { registry } = Blockly.ShortcutRegistry;
  const { A, CTRL_CMD, SHIFT, ENTER, UP, DOWN } = Blockly.utils.KeyCodes;
  const key = (code: number, modifier: number) => [registry.createSerializedKey(code, [modifier])];
  registry.register({
    name: 'chooseAll',
    keyCodes: key(A, CTRL_CMD),
    preconditionFn: (workspace) => !workspace.isFlyout && isFree(workspace),
    callback: (workspace, event) => {
      event.preventDefault();
      findTools(workspace)!.choosing.chooseAll();
      return true;
    },
  });
  const onBlock = (name: string, code: number, act: (choosing: Choosing, block: Blockly.BlockSvg) => void) =>
    registry.register({
      name,
      keyCodes: key(code, SHIFT),
      preconditionFn: (workspace, { focusedNode }) =>
        isFree(workspace) && focusedNode instanceof Blockly.BlockSvg && canBeChosen(focusedNode),
      callback: (workspace, event, _, { focusedNode }) => {
        event.preventDefault();
        act(findTools(workspace)!.choosing, focusedNode as Blockly.BlockSvg);
        return true;
      },
    });
  onBlock('chooseBlock', ENTER, (choosing, block) => choosing.toggle(block));
  onBlock('chooseNext', DOWN, (choosing, block) => choosing.extend(block, 'getNextBlock'));
  onBlock('choosePrevious', UP, (choosing, block) => choosing.extend(block, 'getPreviousBlock'));
}

const isFree = (workspace: Blockly.WorkspaceSvg) =>
  findTools(workspace) !== undefined &&
  !getMain(workspace).isDragging() &&
  !Blockly.getFocusManager().ephemeralFocusTaken();

/** Lets a key act on all chosen blocks while several are, wherever on the canvas the focus is. */
function actOnAllByKey(name: string, act: (selection: BlockSelection) => void): void {
  const find = (workspace: Blockly.WorkspaceSvg) => {
    const selection = workspace.isFlyout ? undefined : findTools(workspace)?.selection;
    return selection && selection.count > 1 && isFree(workspace) ? selection : null;
  };
  changeShortcut(name, ({ callback, preconditionFn }) => ({
    preconditionFn: (...given) => find(given[0]) !== null || (preconditionFn?.(...given) ?? true),
    callback: (...given) => {
      const selection = find(given[0]);
      if (!selection) return callback?.(...given) ?? false;
      given[1].preventDefault();
      act(selection);
      return true;
    },
  }));
}
