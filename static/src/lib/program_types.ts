/** Generated from `sunmao/server/answers/programs.py` by `checks/generate_types.py`: change them there. */

import type { Text } from './messages';
import type { Program, Workspace } from './types';

export type { Program, Text, Workspace };

/** Why a text is no Python. line: where, from 1; cause: what Python says. */
export interface UnfinishedText {
  line: number;
  text: Text;
  cause: string;
}

/**
 * A name that nothing has. line: from 1; start, end: columns in characters, from 0; near: the name that was probably
 * meant, or ''; brings: the line that would import it, or ''.
 */
export interface TextMistake {
  line: number;
  start: number;
  end: number;
  text: Text;
  near: string;
  brings: string;
}

/**
 * A text as blocks: the workspace and its program, or why there is none. kept: the first and last lines, from 1, of
 * what no block says, which stands as text in blocks of Python. types: variables → the type that each always has.
 */
export interface ReadBlocks {
  workspace?: Workspace;
  program?: Program;
  kept: [number, number][];
  types?: Record<string, string>;
  mistakes?: TextMistake[];
  unfinished?: UnfinishedText;
}

/**
 * Something that may be typed. insert: as it is typed, each value that is usually changed as `${value}`; label: as its
 * block says it; help: what it does.
 */
export interface Completion {
  name: string;
  insert: Text;
  label: Text;
  help: Text;
}

/** A name that a program may import. module: from where. */
export interface NameCompletion {
  name: string;
  insert: Text;
  label: Text;
  help: Text;
  module: string;
}

/** members: a type of value → what it can do. */
export interface Completions {
  members: Record<string, Completion[]>;
  names: NameCompletion[];
}
