/** Reading the blocks of a saved workspace. */

import type { Workspace } from './types';

/** A block of a saved workspace, as far as it is read. */
export interface SavedBlock {
  type: string;
  id: string;
  fields?: Record<string, unknown>;
  extraState?: unknown;
  /** Why it takes no part; absent or empty: it does. */
  disabledReasons?: string[];
  inputs?: Record<string, { block?: SavedBlock; shadow?: SavedBlock }>;
  next?: { block?: SavedBlock };
}

/** The stacks of a workspace. */
export function listStacks(workspace: Workspace): SavedBlock[] {
  return (workspace as { blocks?: { blocks?: SavedBlock[] } }).blocks?.blocks ?? [];
}

/** A block and those below it. */
export function listChain(first: SavedBlock): SavedBlock[] {
  const found = [];
  for (let one: SavedBlock | undefined = first; one; one = one.next?.block) found.push(one);
  return found;
}

/** Everything inside a block, without what follows it. */
export function listInputs(block: SavedBlock): SavedBlock[] {
  return Object.values(block.inputs ?? {}).flatMap(({ block: one, shadow }) => {
    const inside = one ?? shadow;
    return inside ? listChain(inside).flatMap((each) => [each, ...listInputs(each)]) : [];
  });
}

/** All blocks of a workspace but shadows. */
export function listPlaced(workspace: Workspace): SavedBlock[] {
  const found: SavedBlock[] = [];
  const waiting = [...listStacks(workspace)];
  for (let top = waiting.pop(); top; top = waiting.pop())
    for (const one of listChain(top)) {
      found.push(one);
      for (const { block } of Object.values(one.inputs ?? {})) if (block) waiting.push(block);
    }
  return found;
}

/** What stands in a hole of a block: the one field of the text, number or choice there. */
export function readInput(block: SavedBlock | undefined, hole: string): unknown {
  const found = block?.inputs?.[hole];
  return Object.values((found?.block ?? found?.shadow)?.fields ?? {})[0];
}

/** The text in a hole of a block. */
export function readText(block: SavedBlock | undefined, hole: string): string | null {
  const value = readInput(block, hole);
  return typeof value === 'string' ? value : null;
}

/** The blocks under "when the program starts". */
export interface MainStack {
  /** How many stacks stand beside it. */
  others: number;
  /** The first block of one of these types, also inside another block. */
  find(...types: string[]): SavedBlock | undefined;
  /** All of its blocks, those inside others too. */
  all: SavedBlock[];
  /** The id of the block after the last one that is, or holds, one of these types; '': there is none. */
  findNext(types: string[]): string;
}

/** The blocks that train: the last layer alone, a whole network, what learns from rows. */
export const TRAININGS = ['model_quick_train', 'model_train', 'table_train'];

/** Null where nothing runs when the program starts. */
export function readMainStack(workspace: Workspace): MainStack | null {
  const tops = listStacks(workspace);
  const start = tops.find((one) => one.type === 'program_start');
  if (!start) return null;
  const chain = listChain(start);
  const inside = chain.map((one) => [one, ...listInputs(one)]);
  const all = inside.flat();
  return {
    others: tops.length - 1,
    all,
    find: (...types) => all.find((one) => types.includes(one.type)),
    findNext: (types) =>
      chain[inside.findLastIndex((part) => part.some((one) => types.includes(one.type))) + 1]?.id ?? '',
  };
}
