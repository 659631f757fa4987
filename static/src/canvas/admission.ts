/**
 * Reads a saved workspace before Blockly does. Blockly throws in mid-load at an unknown block and drops what it does not
 * expect; here every such block becomes a grey placeholder that keeps its JSON, so that nothing can be lost by autosave.
 */

import * as Blockly from 'blockly/core';
import type { Workspace } from './api';
import { isObject, type Json, type Place, wrap } from './placeholder';

/** What a saved block would be if it were loaded alone. */
interface Probe {
  inputs: Map<string, 'value' | 'statement'>;
  output: boolean;
  previous: boolean;
  next: boolean;
  extraState: unknown;
}

/** A workspace as Blockly can load it, and the parts of the saved one that are not Blockly's. */
export interface Admitted {
  workspace: Json;
  rest: Json;
}

const OURS = new Set(['blocks', 'variables', 'workspaceComments']);

/** Makes a saved workspace loadable without loss. Never throws. */
export function admit(saved: Workspace): Admitted {
  const scratch = new Blockly.Workspace();
  Blockly.Events.disable();
  try {
    const blocks = isObject(saved.blocks) && Array.isArray(saved.blocks.blocks) ? saved.blocks.blocks : [];
    const gate = new Gate(scratch);
    const workspace: Json = {
      variables: distinctVariables(saved.variables),
      blocks: { languageVersion: 0, blocks: blocks.map((block) => gate.admitStack(block, 'top')) },
    };
    if (Array.isArray(saved.workspaceComments)) workspace.workspaceComments = saved.workspaceComments;
    const rest = Object.fromEntries(Object.entries(saved).filter(([key]) => !OURS.has(key)));
    return { workspace, rest };
  } finally {
    Blockly.Events.enable();
    scratch.dispose();
  }
}

class Gate {
  private readonly probes = new Map<string, Probe | null>();

  constructor(private readonly scratch: Blockly.Workspace) {}

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
    if (!isObject(state) || typeof state.type !== 'string') return wrap(state, place);
    const probe = this.probe(state);
    if (!probe || !fits(state, probe, place)) return wrap(state, place);
    const admitted: Json = { ...state };
    if (probe.extraState !== undefined) admitted.extraState = probe.extraState;
    if (isObject(state.inputs)) admitted.inputs = this.admitInputs(state.inputs, probe);
    return admitted;
  }

  private admitInputs(inputs: Json, probe: Probe): Json {
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

  private probe(state: Json): Probe | null {
    const key = JSON.stringify([state.type, state.extraState, state.fields, state.icons]);
    let probe = this.probes.get(key);
    if (probe === undefined) {
      probe = this.build(state);
      this.probes.set(key, probe);
    }
    return probe;
  }

  /** Builds the block alone on the scratch workspace; null when it does not come out as it was saved. */
  private build(state: Json): Probe | null {
    if (!Blockly.Blocks[state.type as string]) return null;
    try {
      const block = this.scratch.newBlock(state.type as string);
      const extraState = readExtraState(block, state.extraState);
      if (!fieldsSurvive(block, state.fields) || !iconsAreKnown(state.icons)) return null;
      const inputs = new Map<string, 'value' | 'statement'>();
      for (const input of block.inputList) {
        if (input.connection) inputs.set(input.name, input.type === Blockly.inputs.inputTypes.VALUE ? 'value' : 'statement');
      }
      const { outputConnection: output, previousConnection: previous, nextConnection: next } = block;
      return { inputs, output: !!output, previous: !!previous, next: !!next, extraState };
    } catch {
      return null;
    }
  }
}

/** Applies a saved extra state, also the XML text of old projects; returns what to load instead, or undefined. */
function readExtraState(block: Blockly.Block, state: unknown): unknown {
  if (!state) return undefined;
  if (typeof state === 'string' && block.domToMutation) {
    block.domToMutation(Blockly.utils.xml.textToDom(state));
    return block.saveExtraState ? block.saveExtraState() ?? undefined : undefined;
  }
  if (!block.loadExtraState) throw new Error('no place for an extra state');
  block.loadExtraState(state);
  return undefined;
}

function fits(state: Json, probe: Probe, place: Place): boolean {
  if (place === 'value' && !probe.output) return false;
  if (place === 'statement' && !probe.previous) return false;
  if (state.next !== undefined && !probe.next) return false;
  return Object.keys(isObject(state.inputs) ? state.inputs : {}).every((name) => probe.inputs.has(name));
}

function fieldsSurvive(block: Blockly.Block, fields: unknown): boolean {
  if (fields === undefined) return true;
  if (!isObject(fields)) return false;
  return Object.entries(fields).every(([name, value]) => {
    const field = block.getField(name);
    if (!field) return false;
    if (field instanceof Blockly.FieldVariable) return isObject(value) && typeof (value.id ?? value.name) === 'string';
    field.loadState(value);
    return isSame(field.saveState(), value);
  });
}

/** Whether a value came back: `true` and `"TRUE"`, `10` and `"10"` are the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'object' || typeof other === 'object') return JSON.stringify(one) === JSON.stringify(other);
  const texts = [String(one).toLowerCase(), String(other).toLowerCase()];
  return texts[0] === texts[1] || (texts[1].trim() !== '' && Number(texts[0]) === Number(texts[1]));
}

function iconsAreKnown(icons: unknown): boolean {
  if (icons === undefined) return true;
  return isObject(icons) && Object.keys(icons).every((name) => Blockly.registry.hasItem(Blockly.registry.Type.ICON, name));
}

function holdsRealBlock(state: unknown): boolean {
  if (!isObject(state)) return false;
  const connections = [...Object.values(isObject(state.inputs) ? state.inputs : {}), state.next];
  return connections.some((one) => isObject(one) && (!!one.block || holdsRealBlock(one.shadow)));
}

/** Variables with an id each; Blockly refuses two of one name, so the second gets a number. */
function distinctVariables(variables: unknown): Json[] {
  const ids = new Set<string>();
  const names = new Set<string>();
  const distinct: Json[] = [];
  for (const variable of Array.isArray(variables) ? variables : []) {
    if (!isObject(variable) || typeof variable.id !== 'string' || typeof variable.name !== 'string') continue;
    if (ids.has(variable.id)) continue;
    let name = variable.name;
    for (let n = 2; names.has(name.toLowerCase()); n++) name = `${variable.name}${n}`;
    ids.add(variable.id);
    names.add(name.toLowerCase());
    distinct.push({ ...variable, name });
  }
  return distinct;
}
