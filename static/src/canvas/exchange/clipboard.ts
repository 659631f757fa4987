/**
 * Copying and pasting over the system's clipboard, so that blocks go from one tab or project into another. The browser
 * keeps the copy too, for where it may not write there.
 */

import * as Blockly from 'blockly/core';
import { recall, remember } from '../../lib/storage';
import type { Json } from '../blocks/placeholder';
import { readBlocks, writeBlocks } from './block_text';

const KEPT = 'copied-blocks';
const START = 'program_start';
const { COPY, CUT, PASTE } = Blockly.ShortcutItems.names;
const BLOCK = Blockly.clipboard.BlockPaster.TYPE;

/** onClipboard: whether the system's clipboard has it, too. */
interface Kept {
  text: string;
  onClipboard: boolean;
}

type Shortcut = Blockly.ShortcutRegistry.KeyboardShortcut;

/** Lets the keys of copying and cutting write there, once for the page; the key of pasting is left to the browser. */
export function registerClipboard(): void {
  for (const name of [COPY, CUT]) {
    changeShortcut(name, ({ callback }) => ({
      callback: (...given) => {
        const done = callback?.(...given) ?? false;
        if (done) publish();
        return done;
      },
    }));
  }
  const isLeft = (event: Event) => event instanceof KeyboardEvent && !holdsComment();
  changeShortcut(PASTE, ({ callback, preconditionFn }) => ({
    preconditionFn: (...given) => holdsComment() && (preconditionFn?.(...given) ?? true),
    callback: (...given) => !isLeft(given[1]) && (callback?.(...given) ?? false),
  }));
}

/** Lets a key do something else, which may be what it did before. */
export function changeShortcut(name: string, make: (before: Shortcut) => Partial<Shortcut>): void {
  const { registry } = Blockly.ShortcutRegistry;
  const before = registry.getRegistry()[name];
  registry.unregister(name);
  registry.register({ ...before, ...make(before), allowCollision: true });
}

/** A comment on the canvas is copied and pasted by Blockly alone. */
function holdsComment(): boolean {
  const copied = Blockly.clipboard.getLastCopiedData();
  return copied !== null && copied.paster !== BLOCK;
}

function publish(): void {
  const copied = Blockly.clipboard.getLastCopiedData();
  if (copied?.paster !== BLOCK) return;
  keep([(copied as Blockly.clipboard.BlockCopyData).blockState]);
}

/** Copies several blocks of a canvas, as its keys copy one. */
export function copyBlocks(workspace: Blockly.WorkspaceSvg, states: Blockly.serialization.blocks.State[]): void {
  Blockly.clipboard.setLastCopiedData(makeCopy(states[0]));
  Blockly.clipboard.setLastCopiedWorkspace(workspace);
  keep(states);
}

function keep(states: Blockly.serialization.blocks.State[]): void {
  const text = writeBlocks(states);
  remember(KEPT, { text, onClipboard: writeClipboard(text) } satisfies Kept);
}

/** What was copied last in this browser, if anything. */
export const recallCopy = () => recall<Kept | null>(KEPT, null)?.text ?? null;

const makeCopy = (blockState: unknown) =>
  ({ paster: BLOCK, blockState, typeCounts: {} }) as unknown as Blockly.clipboard.BlockCopyData;

/** By the browser's own command: it needs no permission, and works for pages of other computers, too. */
function writeClipboard(text: string): boolean {
  let written = false;
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    written = true;
  };
  addEventListener('copy', write, true);
  document.execCommand('copy');
  removeEventListener('copy', write, true);
  return written;
}

/** Lets a canvas take what is pasted while it has the focus. Returns how to end it. */
export function listenForPaste(workspace: Blockly.WorkspaceSvg): () => void {
  const onPaste = (event: ClipboardEvent) => {
    if (!isAtCanvas(workspace) || workspace.isDragging() || holdsComment()) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const kept = recall<Kept | null>(KEPT, null);
    if (pasteText(workspace, text) || (kept && !kept.onClipboard && pasteText(workspace, kept.text)))
      event.preventDefault();
  };
  addEventListener('paste', onPaste);
  return () => removeEventListener('paste', onPaste);
}

function isAtCanvas(workspace: Blockly.WorkspaceSvg): boolean {
  const focus = Blockly.getFocusManager();
  if (focus.ephemeralFocusTaken() || document.activeElement?.closest('input, textarea, [contenteditable=true]'))
    return false;
  const tree = focus.getFocusedTree();
  return tree === workspace || tree === workspace.getFlyout()?.getWorkspace();
}

/** Puts the blocks that a text says on a canvas, as one undoable step. Returns whether there were any. */
export const pasteText = (workspace: Blockly.WorkspaceSvg, text: string) => pasteBlocks(workspace, text).length > 0;

/** The same; at: where their upper left corner comes. Returns the first block of each stack. */
export function pasteBlocks(
  workspace: Blockly.WorkspaceSvg,
  text: string,
  at = findPlace(workspace),
): Blockly.BlockSvg[] {
  const read = readBlocks(text, workspace);
  const blocks = read && leaveStart(read, workspace);
  if (!blocks?.length) return [];
  const left = Math.min(...blocks.map(getX));
  const top = Math.min(...blocks.map(getY));
  Blockly.Events.setGroup(true);
  try {
    const made = blocks.map((blockState) => {
      const place = new Blockly.utils.Coordinate(at.x + getX(blockState) - left, at.y + getY(blockState) - top);
      return Blockly.clipboard.paste(makeCopy(blockState), workspace, place) as Blockly.BlockSvg | null;
    });
    return made.filter((block) => block !== null);
  } finally {
    Blockly.Events.setGroup(false);
  }
}

const getX = ({ x }: Json) => (typeof x === 'number' ? x : 0);
const getY = ({ y }: Json) => (typeof y === 'number' ? y : 0);

/** A program begins once: of another start only what follows it comes. */
function leaveStart(blocks: Json[], workspace: Blockly.Workspace): Json[] {
  if (!workspace.getBlocksByType(START).length) return blocks;
  return blocks.flatMap((block) => {
    if (block.type !== START) return [block];
    const next = (block.next as Json | undefined)?.block as Json | undefined;
    return next ? [{ ...next, x: getX(block), y: getY(block) }] : [];
  });
}

/** Beside the chosen block, or in the middle of what is seen. */
function findPlace(workspace: Blockly.WorkspaceSvg): Blockly.utils.Coordinate {
  const chosen = Blockly.getSelected();
  if (chosen instanceof Blockly.BlockSvg && chosen.workspace === workspace) return chosen.getRelativeToSurfaceXY();
  const { left, top, width, height } = workspace.getMetricsManager().getViewMetrics(true);
  return new Blockly.utils.Coordinate(left + width / 3, top + height / 3);
}
