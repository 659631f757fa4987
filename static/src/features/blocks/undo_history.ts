/** Undo over a reload: the last steps of a project, kept by this tab while the page is away. */

import * as Blockly from 'blockly/core';
import { isFromText, noteFromText } from '../../canvas/following/python_text';
import { forget, recall, remember } from '../../lib/storage';
import type { Workspace } from '../../lib/types';

const MAX_EVENTS = 500;
/** Characters of all events together. */
const LONGEST = 1_000_000;

/** program: what the steps lead to, as a short sign of it. fromText: groups of events that the code editor made. */
interface Kept {
  program: string;
  undo: object[];
  redo: object[];
  fromText: string[];
}

const makeKey = (project: string) => `undo:${project}`;

/** Keeps the last steps that led to a program. */
export function keepHistory(project: string, workspace: Blockly.WorkspaceSvg, program: Workspace): void {
  const redo = takeLast(workspace.getRedoStack(), LONGEST / 4);
  const undo = takeLast(workspace.getUndoStack(), LONGEST - JSON.stringify(redo).length);
  if (!undo.length && !redo.length) return forget(makeKey(project), 'session');
  const events = [...workspace.getUndoStack(), ...workspace.getRedoStack()];
  const fromText = [...new Set(events.filter(isFromText).map((event) => event.group))];
  remember(makeKey(project), { program: sign(program), undo, redo, fromText } satisfies Kept, 'session');
}

/**
 * Gives a workspace the steps back that were kept for its project, before those that it has by now. Returns false where
 * there are some that do not lead to this program.
 */
export function restoreHistory(project: string, workspace: Blockly.WorkspaceSvg, program: Workspace): boolean {
  const kept = recall<Kept | null>(makeKey(project), null, 'session');
  forget(makeKey(project), 'session');
  if (!kept) return true;
  if (kept.program !== sign(program)) return false;
  try {
    const [undo, redo] = [kept.undo, kept.redo].map((events) => events.map((event) => revive(event, workspace)));
    for (const group of kept.fromText) noteFromText(group);
    workspace.getUndoStack().unshift(...undo);
    workspace.getRedoStack().unshift(...redo);
    return true;
  } catch {
    return false;
  }
}

function revive(saved: object, workspace: Blockly.Workspace): Blockly.Events.Abstract {
  return Blockly.Events.fromJson(saved as Blockly.Events.AbstractEventJson, workspace);
}

/** The end of a history, from the beginning of a step on. */
function takeLast(events: Blockly.Events.Abstract[], room: number): object[] {
  const kept: object[] = [];
  let [from, length] = [events.length, 0];
  for (let at = events.length - 1; at >= 0 && events.length - at <= MAX_EVENTS; at--) {
    const state = events[at].toJson();
    length += JSON.stringify(state).length;
    if (length > room) break;
    kept.unshift(state);
    if (!events[at].group || events[at].group !== events[at - 1]?.group) from = at;
  }
  return kept.slice(kept.length - (events.length - from));
}

/** A program as 53 bits and its length: the same program has the same. */
function sign(program: Workspace): string {
  const text = JSON.stringify(program);
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  return `${text.length}:${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}
