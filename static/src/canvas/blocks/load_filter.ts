/**
 * Reads a saved workspace before Blockly does. Blockly throws in mid-load at an unknown block and drops what it does
 * not expect; here every such block becomes a gray placeholder that keeps its JSON, so that nothing can be lost by
 * autosave.
 */

import * as Blockly from 'blockly/core';
import type { Workspace } from '../../lib/types';
import { PYTHON } from '../following/python_text';
import { isEmpty, isSame, mutationSurvives, readExtraState } from './extra_state';
import { isLink, isObject, isPlace, isUsableId, type Json, type Place, wrap } from './placeholder';

/** What a saved block would be if it were loaded alone. */
interface LoadedAlone {
  inputs: Map<string, 'value' | 'statement'>;
  output: boolean;
  previous: boolean;
  next: boolean;
  extraState: unknown;
}

/**
 * A workspace as Blockly can load it, and the parts of the saved one that are not Blockly's: around the blocks, and of
 * variables by id.
 */
export interface FilteredWorkspace {
  workspace: Json;
  rest: Json;
  aroundBlocks: Json;
  variables: Map<string, Json>;
}

/** What Blockly reads of a saved block and of a comment on one; it would drop anything else. */
const PARTS = new Set([
  'type',
  'id',
  'x',
  'y',
  'collapsed',
  'deletable',
  'movable',
  'editable',
  'enabled',
  'disabledReasons',
  'inline',
  'data',
  'extraState',
  'icons',
  'fields',
  'inputs',
  'next',
]);
const COMMENT = new Set(['text', 'pinned', 'height', 'width', 'x', 'y']);

/** Makes a saved workspace loadable without loss. Never throws. */
export function filterWorkspace(saved: Workspace): FilteredWorkspace {
  const scratch = new Blockly.Workspace();
  Blockly.Events.disable();
  try {
    const { blocks, variables, workspaceComments, [PYTHON]: python, ...rest } = saved;
    const distinct = distinctVariables(variables, parameters(blocks));
    addVariables(scratch, distinct);
    const gate = new LoadFilter(scratch);
    const workspace: Json = {
      variables: distinct,
      blocks: { languageVersion: 0, blocks: topBlocks(blocks).map((block) => gate.admitStack(block, 'top')) },
    };
    if (Array.isArray(workspaceComments)) workspace.workspaceComments = workspaceComments;
    else if (workspaceComments !== undefined) rest.workspaceComments = workspaceComments;
    if (typeof python === 'string') workspace[PYTHON] = python;
    else if (python !== undefined) rest[PYTHON] = python;
    const aroundBlocks = isObject(blocks) && Array.isArray(blocks.blocks) ? blocks : {};
    return {
      workspace,
      rest,
      aroundBlocks,
      variables: new Map((workspace.variables as Json[]).map((variable) => [variable.id as string, variable])),
    };
  } finally {
    Blockly.Events.enable();
    scratch.dispose();
  }
}

/** A call may stand before its function: it would make variables of its own for the parameters, with other ids. */
function addVariables(scratch: Blockly.Workspace, variables: Json[]): void {
  const map = scratch.getVariableMap();
  for (const { id, name, type } of variables as { id: string; name: string; type?: unknown }[]) {
    const kind = typeof type === 'string' ? type : '';
    if (!map.getVariable(name, kind)) map.createVariable(name, kind, id);
  }
}

/** The saved top blocks; what is there in place of a list of blocks counts as one. */
function topBlocks(blocks: unknown): unknown[] {
  if (isObject(blocks) && Array.isArray(blocks.blocks)) return blocks.blocks;
  return isEmpty(blocks) ? [] : [blocks];
}

export class LoadFilter {
  private readonly probes = new Map<string, LoadedAlone | null>();

  constructor(private readonly scratch: Blockly.Workspace) {}

  /** The names of a saved block's holes for statements; none where no such block can be built. */
  listBodies(state: Json): string[] {
    const inputs = this.probe(state)?.inputs ?? new Map<string, string>();
    return [...inputs].filter(([, kind]) => kind === 'statement').map(([name]) => name);
  }

  /** Admits a block and all that follow it; a loop, since stacks are long. */
  admitStack(state: unknown, place: Place): Json {
    const first = this.admitBlock(state, place);
    for (let link = first; ; ) {
      const connection = link.next;
      if (!isObject(connection)) return first;
      const next: Json = { ...connection };
      link.next = next;
      if (isObject(next.shadow)) next.shadow = this.admitShadow(next.shadow, 'statement');
      if (!next.block) return first;
      link = this.admitBlock(next.block, 'statement');
      next.block = link;
    }
  }

  private admitBlock(state: unknown, place: Place): Json {
    if (!isObject(state) || typeof state.type !== 'string' || typeof (state.id ?? '') !== 'string')
      return wrap(state, place);
    const probe = this.probe(state);
    if (!probe || !canBeLoaded(state, probe, place)) return wrap(state, place);
    const admitted: Json = { ...state };
    if (!isUsableId(state.id)) delete admitted.id;
    for (const key of ['x', 'y']) if (!isPlace(state[key])) delete admitted[key];
    if (probe.extraState !== undefined) admitted.extraState = probe.extraState;
    if (isObject(state.inputs)) admitted.inputs = this.admitInputs(state.inputs, probe);
    return admitted;
  }

  private admitInputs(inputs: Json, probe: LoadedAlone): Json {
    const admitted: Json = {};
    for (const [name, connection] of Object.entries(inputs)) {
      if (!isObject(connection)) continue;
      const place = probe.inputs.get(name) ?? 'value';
      const copy: Json = { ...connection };
      if (copy.shadow) copy.shadow = this.admitShadow(copy.shadow, place);
      if (copy.block) copy.block = this.admitStack(copy.block, place);
      admitted[name] = copy;
    }
    return admitted;
  }

  /** Blockly refuses real blocks inside a shadow; such a shadow is kept whole. */
  private admitShadow(state: unknown, place: Place): Json {
    return holdsRealBlock(state) ? wrap(state, place) : this.admitStack(state, place);
  }

  private probe(state: Json): LoadedAlone | null {
    const key = JSON.stringify([state.type, state.extraState, state.fields, state.icons]);
    let probe = this.probes.get(key);
    if (probe === undefined) {
      probe = this.build(state);
      this.probes.set(key, probe);
    }
    return probe;
  }

  /** Builds the block alone on the scratch workspace; null when it does not come out as it was saved. */
  private build(state: Json): LoadedAlone | null {
    if (!Blockly.Blocks[state.type as string]) return null;
    try {
      const block = this.scratch.newBlock(state.type as string);
      const extraState = readExtraState(block, state.extraState);
      if (
        !fieldsSurvive(block, state.fields) ||
        !iconsAreKnown(state.icons) ||
        !mutationSurvives(block, state.extraState)
      )
        return null;
      const inputs = new Map<string, 'value' | 'statement'>();
      for (const input of block.inputList) {
        if (input.connection)
          inputs.set(input.name, input.type === Blockly.inputs.inputTypes.VALUE ? 'value' : 'statement');
      }
      const { outputConnection: output, previousConnection: previous, nextConnection: next } = block;
      return { inputs, output: !!output, previous: !!previous, next: !!next, extraState };
    } catch {
      return null;
    }
  }
}

function canBeLoaded(state: Json, probe: LoadedAlone, place: Place): boolean {
  if (!holdsOnly(state, PARTS)) return false;
  if (place === 'value' && !probe.output) return false;
  if (place === 'statement' && !probe.previous) return false;
  if (state.next !== undefined && !(probe.next && isLink(state.next))) return false;
  return Object.entries(isObject(state.inputs) ? state.inputs : {}).every(
    ([name, end]) => probe.inputs.has(name) && isLink(end),
  );
}

function holdsOnly(value: unknown, known: Set<string>): boolean {
  return !isObject(value) || Object.keys(value).every((key) => known.has(key));
}

function fieldsSurvive(block: Blockly.Block, fields: unknown): boolean {
  if (fields === undefined) return true;
  if (!isObject(fields)) return false;
  return Object.entries(fields).every(([name, value]) => {
    const field = block.getField(name);
    if (!field) return false;
    if (field instanceof Blockly.FieldVariable) return namesVariable(value);
    field.loadState(value);
    return isSame(field.saveState(), value);
  });
}

function namesVariable(value: unknown): boolean {
  if (!isObject(value) || typeof (value.id ?? value.name) !== 'string') return false;
  return [value.id, value.name, value.type].every((part) => part === undefined || typeof part === 'string');
}

function iconsAreKnown(icons: unknown): boolean {
  if (icons === undefined) return true;
  if (!isObject(icons) || !holdsOnly(icons.comment, COMMENT)) return false;
  return Object.keys(icons).every((name) => Blockly.registry.hasItem(Blockly.registry.Type.ICON, name));
}

function holdsRealBlock(state: unknown): boolean {
  if (!isObject(state)) return false;
  const connections = [...Object.values(isObject(state.inputs) ? state.inputs : {}), state.next];
  return connections.some((one) => isObject(one) && (!!one.block || holdsRealBlock(one.shadow)));
}

/**
 * The parameters of all functions: they still know the name of a variable whose own was damaged. A loop, since stacks
 * are long.
 */
function parameters(blocks: unknown): Json[] {
  const found: Json[] = [];
  const waiting = [blocks];
  while (waiting.length) {
    const one = waiting.pop();
    if (typeof one !== 'object' || one === null) continue;
    const params = isObject(one) && isObject(one.extraState) ? one.extraState.params : null;
    if (Array.isArray(params))
      found.push(
        ...params.filter((param) => isObject(param) && typeof param.name === 'string' && typeof param.id === 'string'),
      );
    for (const inside of Object.values(one)) waiting.push(inside);
  }
  return found;
}

/**
 * Variables with an id each; Blockly refuses two of one name, so the second gets a number. more: those that count only
 * where no other has the name.
 */
function distinctVariables(variables: unknown, more: Json[]): Json[] {
  const ids = new Set<string>();
  const names = new Set<string>();
  const distinct: Json[] = [];
  for (const variable of Array.isArray(variables) ? variables : []) {
    if (!isObject(variable) || typeof variable.id !== 'string' || typeof variable.name !== 'string') continue;
    if (ids.has(variable.id)) continue;
    let name = variable.name;
    for (let n = 2; names.has(name); n++) name = `${variable.name}${n}`;
    ids.add(variable.id);
    names.add(name);
    distinct.push({ ...variable, name });
  }
  for (const { id, name } of more) {
    if (ids.has(id as string) || names.has(name as string)) continue;
    ids.add(id as string);
    names.add(name as string);
    distinct.push({ id, name });
  }
  return distinct;
}
