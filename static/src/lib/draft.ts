/**
 * What was not saved when its page was left: blocks, kept in this tab until the project is opened here again, and text
 * that is half written, kept by this browser.
 */

import { forget, recall, remember } from './storage';
import type { Workspace } from './types';

/** version: the save that they were made from. */
export interface Draft {
  workspace: Workspace;
  version: number;
}
const makeKey = (project: string) => `draft:${project}`;

export function saveDraft(project: string, draft: Draft): void {
  remember(makeKey(project), draft, 'session');
}

/** They are saved; or the project is a new one, and one that is gone had its id. */
export function dropDraft(project: string): void {
  forget(makeKey(project), 'session');
}

/** The draft that was left for this page by the one before, once. */
export function takeDraft(project: string): Draft | null {
  const draft = recall<Draft | null>(makeKey(project), null, 'session');
  if (draft) dropDraft(project);
  return draft;
}

/** Text that was typed and that the blocks do not follow yet; base: the text that they had when it was typed. */
export interface HalfText {
  text: string;
  base: string;
}
const makeTextKey = (project: string) => `half-text:${project}`;

export const keepHalfText = (project: string, half: HalfText) => remember(makeTextKey(project), half);
export const dropHalfText = (project: string) => forget(makeTextKey(project));
export const findHalfText = (project: string) => recall<HalfText | null>(makeTextKey(project), null);
