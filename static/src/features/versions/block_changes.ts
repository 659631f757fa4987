/** What differs between two saves of a program, block by block. */

import type { Workspace } from '../../lib/types';

type Json = Record<string, unknown>;

/**
 * A block without those around it. own: what it says; before: the block that it follows in its stack; hole: where it
 * stands if it follows none.
 */
interface FlatBlock {
  own: string;
  before: string | null;
  hole: string;
}
export type FlatBlocks = ReadonlyMap<string, FlatBlock>;

/** The ids of the blocks that came, went, and say or follow something else. */
export interface Changes {
  came: string[];
  went: string[];
  changed: string[];
}

interface Place {
  node: unknown;
  before: string | null;
  hole: string;
}

/** How the page signs what came, went and changed. */
export const SIGNS: Record<keyof Changes, string> = { came: '+', went: '−', changed: '≠' };

/**
 * The blocks of a saved workspace by their ids, each stack from the top. A shadow counts as part of the block that it
 * stands in.
 */
export function flattenBlocks(workspace: Workspace): FlatBlocks {
  const names = new Map(
    toList(workspace.variables).map((one) => [isObject(one) ? one.id : null, isObject(one) ? String(one.name) : '']),
  );
  // A variable counts by its name, however much is saved of it; the ids of shadows do not count.
  const plain = (key: string, value: unknown) => {
    if (key === 'id' && typeof value === 'string') return names.get(value) ?? '';
    return isObject(value) && !value.type && names.has(value.id) ? names.get(value.id) : value;
  };
  const found = new Map<string, FlatBlock>();
  const places: Place[] = toList(isObject(workspace.blocks) ? workspace.blocks.blocks : null).map((node) => ({
    node,
    before: null,
    hole: '',
  }));
  for (let place = places.pop(); place; place = places.pop()) {
    const { node } = place;
    if (!isObject(node)) continue;
    const { id, x, y, collapsed, inputs, next, ...rest } = node;
    const name = typeof id === 'string' ? id : `?${found.size}`;
    const holes = Object.entries(isObject(inputs) ? inputs : {}).filter((hole): hole is [string, Json] =>
      isObject(hole[1]),
    );
    const shadows = holes.filter(([, { block }]) => !block).map(([input, { shadow }]) => [input, shadow]);
    // The start is in every program: it counts nowhere.
    if (node.type !== 'program_start')
      found.set(name, { own: JSON.stringify([rest, shadows], plain), before: place.before, hole: place.hole });
    if (isObject(next)) places.push({ node: next.block, before: name, hole: place.hole });
    for (const [input, { block }] of holes) places.push({ node: block, before: null, hole: `${name}.${input}` });
  }
  return found;
}

export function compareBlocks(before: FlatBlocks, after: FlatBlocks): Changes {
  const [old, now] = [findAnchors(before, after), findAnchors(after, before)];
  const both = [...after.keys()].filter((id) => before.has(id));
  return {
    came: [...after.keys()].filter((id) => !before.has(id)),
    went: [...before.keys()].filter((id) => !after.has(id)),
    changed: both.filter((id) => before.get(id)!.own !== after.get(id)!.own || old.get(id) !== now.get(id)),
  };
}

/** What each block follows of that which both saves have: a neighbor that went or came moves nobody. */
function findAnchors(mine: FlatBlocks, other: FlatBlocks): Map<string, string> {
  const found = new Map<string, string>();
  for (const [id, { before, hole }] of mine) {
    if (before === null) found.set(id, hole);
    else found.set(id, other.has(before) ? before : (found.get(before) ?? hole));
  }
  return found;
}

function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
