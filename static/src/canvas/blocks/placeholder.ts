/** The gray block that stands in for one that cannot be shown. It keeps the saved JSON and gives it back on saving. */

import * as Blockly from 'blockly/core';
import { say } from '../texts';

export const PLACEHOLDER = 'sunmao_unknown';

const FARTHEST = 1_000_000;

export type Json = Record<string, unknown>;
/** Where a saved block stands: in a value hole, in a stack, or free on the canvas. */
export type Place = 'value' | 'statement' | 'top';

interface Kept {
  kept: unknown;
  place: Place;
  next: boolean;
}

/** Teaches Blockly the gray block. */
export function registerPlaceholder(): void {
  Blockly.Blocks[PLACEHOLDER] = {
    init(this: Blockly.Block) {
      this.appendDummyInput().appendField('', 'LABEL');
      this.setStyle('unknown_blocks');
      this.setTooltip(() => say('unknown_help'));
    },
    loadExtraState(this: Blockly.Block & { kept: Kept }, state: Kept) {
      this.kept = state;
      const type = isObject(state.kept) && typeof state.kept.type === 'string' ? state.kept.type : '?';
      this.getField('LABEL')?.setValue(say('unknown_block', { type }));
      this.setOutput(state.place === 'value');
      this.setPreviousStatement(state.place === 'statement');
      this.setNextStatement(state.place === 'statement' || state.next);
    },
    saveExtraState(this: Blockly.Block & { kept: Kept }) {
      return this.kept;
    },
  };
}

/** Whether Blockly takes this id: it builds those of fields and connections out of it, and throws at one like these. */
export const isUsableId = (id: unknown): id is string => typeof id === 'string' && !/_field|_connection/.test(id);

/**
 * The saved state of a gray block for a saved block. What follows it in the stack stays real, unless more than a block
 * follows.
 */
export function wrap(state: unknown, place: Place): Json {
  const wrapped: Json = { type: PLACEHOLDER };
  if (!isObject(state)) return { ...wrapped, extraState: { kept: state, place, next: false } };
  const { next, ...kept } = state;
  if (isUsableId(state.id)) wrapped.id = state.id;
  for (const key of ['x', 'y'] as const) if (isPlace(state[key])) wrapped[key] = state[key];
  if (isLink(next) && place !== 'value') wrapped.next = next;
  else if (next !== undefined) kept.next = next;
  return { ...wrapped, extraState: { kept, place, next: wrapped.next !== undefined } };
}

/** Gives back, in saved blocks, the JSON that gray blocks stand for. Changes the list in place. */
export function unwrapAll(blocks: unknown[]): void {
  const places: [Record<string, unknown>, string][] = blocks.map((_, at) => [blocks as never, String(at)]);
  for (let place = places.pop(); place; place = places.pop()) {
    const [holder, key] = place;
    const node = holder[key];
    if (!isObject(node)) continue;
    const gray = node.type === PLACEHOLDER;
    if (gray) holder[key] = restore(node);
    const connections = gray ? [] : Object.values(isObject(node.inputs) ? node.inputs : {});
    for (const connection of [...connections, node.next]) {
      if (isObject(connection)) places.push([connection, 'block'], [connection, 'shadow']);
    }
  }
}

/** Whether a connection holds what Blockly gives back, and nothing else. */
export function isLink(end: unknown): boolean {
  return isObject(end) && Object.keys(end).every((key) => key === 'block' || key === 'shadow');
}

/** Whether Blockly can put a block there: from what is no number it would never find it again. */
export function isPlace(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) < FARTHEST;
}

function restore(node: Json): unknown {
  const state = node.extraState;
  if (!isObject(state) || !isObject(state.kept)) return isObject(state) ? state.kept : node;
  const back: Json = { ...state.kept };
  if (typeof back.id === 'string') back.id = node.id;
  for (const key of ['x', 'y', 'icons', 'next'] as const) if (node[key] !== undefined) back[key] = node[key];
  return back;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
