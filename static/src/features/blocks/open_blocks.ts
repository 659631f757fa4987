/** Blocks that come from a file or a clipboard, and what is said where they cannot be read. */

import * as Blockly from 'blockly/core';
import { findRefusal, MAX_BLOCKS } from '../../canvas/exchange/block_text';
import { pasteBlocks, recallCopy } from '../../canvas/exchange/clipboard';
import { showToast } from '../../components/toast';
import { t } from '../../lib/texts';
import './texts';

/** Asks for a file, and puts its blocks on a canvas. */
export function openBlocks(workspace: Blockly.WorkspaceSvg): void {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: '.xml,.json' });
  input.addEventListener('change', () => void readFile(workspace, input.files?.[0]));
  input.click();
}

async function readFile(workspace: Blockly.WorkspaceSvg, file?: File): Promise<void> {
  if (file) pasteOrSay(workspace, await file.text());
}

/** Puts the blocks of a text on a canvas, or says why there are none. */
export function pasteOrSay(workspace: Blockly.WorkspaceSvg, text: string, at?: Blockly.utils.Coordinate): void {
  const made = pasteBlocks(workspace, text, at);
  if (made.length) Blockly.getFocusManager().focusNode(made[0]);
  else sayRefusal(text, workspace);
}

export function sayRefusal(text: string, workspace: Blockly.Workspace): void {
  const why = findRefusal(text, workspace);
  if (why === 'broken') showToast(t('blocksBroken'));
  else if (why === 'tooMany') showToast(t('blocksTooMany', { n: MAX_BLOCKS }));
  else showToast(t('blocksNone'));
}

/** Pastes without the keys: what the system's clipboard has; where a page may not read it, our last copy. */
export async function pasteByMenu(workspace: Blockly.WorkspaceSvg, at?: Blockly.utils.Coordinate): Promise<void> {
  const text = await (navigator.clipboard?.readText?.() ?? Promise.reject()).catch(() => null);
  const read = text && pasteBlocks(workspace, text, at).length;
  if (read) return;
  const copy = recallCopy();
  if (copy) pasteOrSay(workspace, copy, at);
  else if (text) sayRefusal(text, workspace);
  else showToast(t('nothingToPaste'));
}

/** Says why a text of blocks that the keys have pasted was not taken; other texts are none of the canvas's concern. */
export function listenForRefusals(workspace: Blockly.WorkspaceSvg): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isHere = Blockly.getFocusManager().getFocusedTree() === workspace;
    if (
      !event.defaultPrevented &&
      isHere &&
      /^\s*(<\?xml|<!DOCTYPE|<xml|<block|\{\s*"(sunmao|blocks|type)")/.test(text)
    )
      sayRefusal(text, workspace);
  };
  addEventListener('paste', onPaste);
  return () => removeEventListener('paste', onPaste);
}
