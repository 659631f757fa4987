/** Blocks that were not saved when their page was left, kept in this tab until the project is opened here again. */

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
