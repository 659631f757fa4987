/** The extra state of a saved block, which gives it its shape: whether its block can take it, and keep all of it. */

import * as Blockly from 'blockly/core';
import { getShape } from './mutators';
import { isObject } from './placeholder';

const MAX_INPUTS = 2000;
const ATTRIBUTES = '(?:\\s+[\\w:-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|apos|#x?[\\dA-Fa-f]+);)*")*\\s*';
/** The XML that Blockly's mutators write. Anything else is not given to the browser's parser. */
const MUTATION = new RegExp(`^<mutation${ATTRIBUTES}(?:/>|>(?:<arg${ATTRIBUTES}(?:/>|></arg>))*</mutation>)$`);
const HOLES = /\b(?:items|elseif|else)="(\d+)"/g;

/** Applies a saved extra state, also the XML text of old projects; returns what to load instead, or undefined. */
export function readExtraState(block: Blockly.Block, state: unknown): unknown {
  if (!state) return undefined;
  if (!isSound(state)) throw new Error('no such shape');
  if (typeof state === 'string' && block.domToMutation) {
    block.domToMutation(Blockly.utils.xml.textToDom(state));
    return block.saveExtraState ? (block.saveExtraState() ?? undefined) : undefined;
  }
  if (!block.loadExtraState) throw new Error('no place for an extra state');
  block.loadExtraState(state);
  const now = block.saveExtraState?.();
  if (!isKept(state, isObject(state) ? { ...getShape(block), ...now } : now))
    throw new Error('more than this block can keep');
  return undefined;
}

/**
 * Whether Blockly's own mutators can take an extra state: they neither count holes nor look whether a parameter has a
 * name.
 */
function isSound(state: unknown): boolean {
  if (typeof state === 'string')
    return MUTATION.test(state) && [...state.matchAll(HOLES)].every(([, count]) => Number(count) <= MAX_INPUTS);
  if (!isObject(state)) return true;
  const counts = Object.values(state).filter((value) => typeof value === 'number');
  const params = state.params ?? [];
  return (
    counts.every((count) => Number.isInteger(count) && count >= 0 && count <= MAX_INPUTS) &&
    Array.isArray(params) &&
    params.every(isParameter)
  );
}

function isParameter(parameter: unknown): boolean {
  if (typeof parameter === 'string') return true;
  return isObject(parameter) && typeof parameter.name === 'string' && typeof (parameter.id ?? '') === 'string';
}

/** Whether an extra state that stays XML comes back: some blocks make it anew from their menus. */
export function mutationSurvives(block: Blockly.Block, state: unknown): boolean {
  if (typeof state !== 'string' || block.saveExtraState) return true;
  const saved = Blockly.utils.xml.textToDom(state);
  const now = block.mutationToDom?.();
  const names = saved.getAttributeNames().filter((name) => name !== 'xmlns');
  return (
    saved.children.length === (now?.children.length ?? 0) &&
    names.every((name) => now?.getAttribute(name) === saved.getAttribute(name))
  );
}

/** Whether everything of a saved state that says something is in what the block would save now. */
function isKept(state: unknown, now: unknown): boolean {
  if (!isObject(state)) return isEmpty(state) || isSame(now, state);
  return Object.entries(state).every(([key, value]) => isEmpty(value) || (isObject(now) && isSame(now[key], value)));
}

export function isEmpty(value: unknown): boolean {
  return !value || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** Whether a value came back: `true` and `"TRUE"`, `10` and `"10"` are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'object' || typeof other === 'object') return JSON.stringify(one) === JSON.stringify(other);
  const texts = [String(one).toLowerCase(), String(other).toLowerCase()];
  return texts[0] === texts[1] || (texts[1].trim() !== '' && Number(texts[0]) === Number(texts[1]));
}
