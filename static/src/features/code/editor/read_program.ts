/** Asks the studio for the blocks of a text. */

import { send } from '../../../lib/api';
import type { Program, ReadBlocks, Workspace } from '../../../lib/types';

/** A text that is Python, as blocks. */
export type ReadProgram = ReadBlocks & { workspace: Workspace; program: Program };

/** workspace: the blocks that are shown, for their ids and places. Raises ApiError. */
export const readProgram = (python: string, workspace: Workspace) =>
  send<ReadBlocks>('POST', '/api/read', { python, workspace });

export const isWhole = (read: ReadBlocks): read is ReadProgram => read.unfinished === undefined;
