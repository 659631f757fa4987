/**
 * Blocks as text that travels: between tabs, projects and other Blocklies. Whatever stands on a clipboard is read here;
 * what is no text of blocks, or too much of one, is null.
 */

import * as Blockly from 'blockly/core';
import { filterWorkspace } from '../blocks/load_filter';
import { isObject, type Json, unwrapAll } from '../blocks/placeholder';
import { isXml, readXml, type TravelingBlocks } from './foreign_xml';

const VERSION = 1;
/** Characters of a text. */
const LONGEST = 2_000_000;
export const MAX_BLOCKS = 3000;
const MAX_NESTED = 300;

/** The text of copied blocks, with what is in them. */
export function writeBlocks(states: Blockly.serialization.blocks.State[]): string {
  const blocks: unknown[] = structuredClone(states);
  unwrapAll(blocks);
  return JSON.stringify({ sunmao: 'blocks', version: VERSION, blocks });
}

/**
 * What a text says as blocks that a workspace can take: ours, a save of Blockly in JSON or XML. Blocks of unknown types
 * are gray ones; variables are those that the workspace has by the same name. Null for any other text.
 */
export function readBlocks(text: string, workspace: Blockly.Workspace): Json[] | null {
  const read = tryToRead(text, workspace);
  return typeof read === 'string' ? null : read;
}

/** Why a text says no blocks that a workspace can take. */
export type Refusal = 'broken' | 'tooMany' | 'none';

/** The reason why `readBlocks` gives null; null where it gives blocks. */
export function findRefusal(text: string, workspace: Blockly.Workspace): Refusal | null {
  const read = tryToRead(text, workspace);
  return typeof read === 'string' ? read : null;
}

function tryToRead(text: string, workspace: Blockly.Workspace): Json[] | Refusal {
  if (text.length > LONGEST) return 'tooMany';
  try {
    const read = isXml(text) ? readXml(text) : readJson(text);
    if (!read && /^\s*[<{]/.test(text)) return 'broken';
    if (!read?.blocks.length) return 'none';
    settle(read, workspace);
    const { blocks } = filterWorkspace({ blocks: { languageVersion: 0, blocks: read.blocks } }).workspace;
    return (blocks as { blocks: Json[] }).blocks;
  } catch (error) {
    return error instanceof RangeError ? 'tooMany' : 'broken';
  }
}

function readJson(text: string): TravelingBlocks | null {
  if (!text.trimStart().startsWith('{')) return null;
  const said: unknown = JSON.parse(text);
  if (!isObject(said)) return null;
  if (said.sunmao !== undefined)
    return said.sunmao === 'blocks' && said.version === VERSION && Array.isArray(said.blocks)
      ? { blocks: said.blocks, variables: [] }
      : null;
  if (isObject(said.blocks) && Array.isArray(said.blocks.blocks))
    return { blocks: said.blocks.blocks, variables: said.variables };
  return typeof said.type === 'string' && ['fields', 'inputs', 'id'].some((part) => isObject(said[part]) || said.id)
    ? { blocks: [said], variables: [] }
    : null;
}

/**
 * Takes the ids of blocks away and makes the variables those of a workspace. A loop, since stacks are long. Throws a
 * RangeError where there are too many blocks, or they stand too deep in each other.
 */
function settle({ blocks, variables }: TravelingBlocks, workspace: Blockly.Workspace): void {
  const names = new Names(variables, workspace);
  const waiting: [unknown, number][] = blocks.map((block) => [block, 0]);
  let count = 0;
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const [state, depth] = one;
    if (!isObject(state)) continue;
    if (++count > MAX_BLOCKS || depth > MAX_NESTED) throw new RangeError('too many blocks');
    delete state.id;
    names.settle(state);
    for (const inside of Object.values(isObject(state.inputs) ? state.inputs : {}))
      if (isObject(inside)) waiting.push([inside.block, depth + 1], [inside.shadow, depth + 1]);
    if (isObject(state.next)) waiting.push([state.next.block, depth], [state.next.shadow, depth]);
  }
}

/** Which variable of a workspace one of a text is: that of its name, or a new one. */
class Names {
  private readonly names = new Map<unknown, unknown>();
  private readonly ids = new Map<string, string>();

  constructor(
    variables: unknown,
    private readonly workspace: Blockly.Workspace,
  ) {
    for (const one of Array.isArray(variables) ? variables : []) if (isObject(one)) this.names.set(one.id, one.name);
  }

  settle(state: Json): void {
    for (const field of Object.values(isObject(state.fields) ? state.fields : {}))
      if (isObject(field) && (typeof field.id === 'string' || typeof field.name === 'string')) this.find(field);
    const params = isObject(state.extraState) ? state.extraState.params : null;
    for (const param of Array.isArray(params) ? params : [])
      if (isObject(param) && typeof param.name === 'string') this.find(param);
  }

  private find(variable: Json): void {
    const name = variable.name ?? this.names.get(variable.id);
    if (typeof name !== 'string') return;
    variable.name = name;
    const map = this.workspace.getVariableMap();
    const there = map.getVariable(name, typeof variable.type === 'string' ? variable.type : '');
    variable.id = there?.getId() ?? this.ids.get(name) ?? Blockly.utils.idGenerator.genUid();
    this.ids.set(name, variable.id as string);
  }
}
