/** Saved blocks as Blockly itself would save them, so that two of them can be compared, part by part. */

import * as Blockly from 'blockly/core';
import { LoadFilter } from '../blocks/load_filter';
import { isObject, type Json, type Place } from '../blocks/placeholder';

/** own: the block with its values, without what follows it and its bodies. bodies: by the names of their holes. */
export interface BlockParts {
  own: Json;
  bodies: [string, Json][];
}

/** Builds blocks aside, where nobody sees them. */
export class StateBuilder {
  private readonly scratch = new Blockly.Workspace();
  private readonly filter = new LoadFilter(this.scratch);

  dispose(): void {
    this.scratch.dispose();
  }

  /** A saved block taken apart, each part as Blockly would save it; with every default, so that none is missing. */
  split(state: Json, place: Place): BlockParts {
    const bodies: [string, Json][] = [];
    const inputs = { ...(isObject(state.inputs) ? state.inputs : {}) };
    for (const name of this.filter.listBodies(state)) {
      const body = getBlock(inputs[name]);
      delete inputs[name];
      if (body) bodies.push([name, body]);
    }
    const { next, ...alone } = state;
    return { own: this.normalize({ ...alone, inputs }, place), bodies };
  }

  /** As it is loaded: what Blockly does not know is in a gray block. */
  admit(state: Json, place: Place): Json {
    return this.filter.admitStack(state, place);
  }

  private normalize(state: Json, place: Place): Json {
    Blockly.Events.disable();
    try {
      const made = Blockly.serialization.blocks.append(this.admit(state, place) as never, this.scratch);
      const saved = saveBlock(made);
      made.dispose(false);
      for (const key of ['x', 'y'] as const) if (state[key] !== undefined) saved[key] = state[key];
      return saved;
    } finally {
      Blockly.Events.enable();
    }
  }
}

/** A block on a workspace with all in its holes, and not what follows it. */
export function saveBlock(block: Blockly.Block): Json {
  return Blockly.serialization.blocks.save(block, { addNextBlocks: false }) as unknown as Json;
}

/** The block in a saved hole, the shadow where there is no other. */
export function getBlock(end: unknown): Json | null {
  const inside = isObject(end) ? (end.block ?? end.shadow) : null;
  return isObject(inside) ? inside : null;
}

export const getNext = (state: Json): Json | null => getBlock(state.next);

const BESIDE = new Set(['next', 'x', 'y']);

/** Whether two saved blocks say the same, whatever follows them and wherever they stand. */
export function isSameBlock(one: Json, other: Json): boolean {
  const keys = (state: Json) => Object.keys(state).filter((key) => !BESIDE.has(key));
  return keys(one).length === keys(other).length && keys(one).every((key) => isEqual(one[key], other[key]));
}

export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && isEqual((one as Json)[key], (other as Json)[key]))
  );
}
