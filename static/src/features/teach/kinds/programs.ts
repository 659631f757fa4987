/** Which kind of teaching the blocks of a project are of, told without loading what teaches it. */

import type { Workspace } from '../../../lib/types';
import { readGuideProgram, teachesFinding } from '../../guide/program';
import { readHandsProgram } from './hands/program';
import { readMotionProgram } from './motion/program';
import { readNextWordProgram } from './next_word/program';
import type { KindName } from './part';
import { readTeachProgram } from './pictures/program';
import { readSoundsProgram } from './sounds/program';
import { readTextProgram } from './text/program';

/** Null: of none. */
export function findKindName(workspace: Workspace): KindName | null {
  if (readTextProgram(workspace)) return 'text';
  if (readHandsProgram(workspace)) return 'hands';
  if (readMotionProgram(workspace)) return 'motion';
  if (readSoundsProgram(workspace)) return 'sounds';
  if (readNextWordProgram(workspace)) return 'next_word';
  if (readTeachProgram(workspace)) return 'pictures';
  return teachesFinding(readGuideProgram(workspace)) ? 'find' : null;
}
