/** Asks the studio for the blocks of a text. */

import { send } from '../../lib/api';
import type { Program, Text, Workspace } from '../../lib/types';

/** The text as blocks. kept: the first and last lines, from 1, that stay text in a Python block. made: how many blocks. */
export interface ReadProgram {
  workspace: Workspace;
  program: Program;
  kept: [number, number][];
  made: number;
}

/** The text is no Python yet. */
export interface Unfinished {
  unfinished: { line: number; text: Text };
}

/** workspace: the blocks as they are, for their ids. Raises ApiError. */
export const readProgram = (python: string, workspace: Workspace) =>
  send<ReadProgram | Unfinished>('POST', '/api/read', { python, workspace });
