/**
 * Brings the blocks of a workspace to what was read from a program, by difference: a statement that says the same is
 * the same object as before, where only fields differ they are set, and anything else is replaced at its place.
 */

import * as Blockly from 'blockly/core';
import { isObject, type Json, type Place, unwrapAll } from '../blocks/placeholder';
import { type BlockParts, getBlock, getNext, isEqual, isSameBlock, StateBuilder, saveBlock } from './block_states';
import { changePython, noteFromText, type PythonText } from './python_text';

/** Between two stacks, in the units of the workspace. */
const GAP = 48;

/** Shows a read workspace on one that is drawn, and keeps its text: one step for Undo. */
export function applyProgram(workspace: Blockly.WorkspaceSvg, read: Json, before: PythonText, after: PythonText): void {
  const outer = Blockly.Events.getGroup();
  Blockly.Events.setGroup(true);
  const group = Blockly.Events.getGroup();
  noteFromText(group);
  const patch = new ProgramPatch(workspace, read);
  // Each change would measure all blocks anew.
  workspace.setResizesEnabled(false);
  try {
    patch.run();
    changePython(workspace, before, after);
  } finally {
    workspace.setResizesEnabled(true);
    patch.dispose();
    Blockly.Events.setGroup(outer);
  }
}

class ProgramPatch {
  private readonly builder = new StateBuilder();
  /** Statements and stacks as they stand, and as they are wanted, by their ids. */
  private readonly current = new Map<string, Json>();
  private readonly wanted = new Map<string, Json>();
  private readonly tops: Json[];
  private readonly here: Map<string, string>;

  constructor(
    private readonly workspace: Blockly.WorkspaceSvg,
    private readonly read: Json,
  ) {
    this.here = this.adoptVariables();
    this.tops = listTops(this.here.size ? (renameIds(read, this.here) as Json) : read);
    const stands = listTops(Blockly.serialization.workspaces.save(workspace) as Json);
    unwrapAll(stands);
    indexStatements(stands, this.current);
    indexStatements(this.tops, this.wanted);
  }

  dispose(): void {
    this.builder.dispose();
  }

  run(): void {
    this.removeUnwanted();
    const made = this.tops.map((top) => this.putStack(top)).filter((block) => block !== null);
    this.placeApart(made);
    this.dropVariables(this.here);
  }

  /** Makes the variables that the read program has. Returns which of its ids are others here. */
  private adoptVariables(): Map<string, string> {
    const map = this.workspace.getVariableMap();
    const here = new Map<string, string>();
    for (const { id, name, type } of listVariables(this.read)) {
      const known = map.getVariableById(id);
      if (known) {
        if (known.getName() !== name) map.renameVariable(known, name);
        continue;
      }
      const same = map.getAllVariables().find((one) => one.getName() === name && one.getType() === (type ?? ''));
      if (same) here.set(id, same.getId());
      else map.createVariable(name, type, id);
    }
    return here;
  }

  /** A variable goes that the program no longer has, where nothing uses it. */
  private dropVariables(here: Map<string, string>): void {
    const map = this.workspace.getVariableMap();
    const stay = new Set(listVariables(this.read).flatMap(({ id }) => [id, here.get(id)]));
    for (const variable of map.getAllVariables()) {
      const id = variable.getId();
      if (!stay.has(id) && !Blockly.Variables.getVariableUsesById(this.workspace, id).length)
        map.deleteVariable(variable);
    }
  }

  /** Takes away what is not wanted any more; what is wanted in its bodies waits beside. */
  private removeUnwanted(): void {
    for (const [id, state] of this.current) {
      const block = this.workspace.getBlockById(id);
      if (!block || this.wanted.get(id)?.type === state.type) continue;
      for (const input of block.inputList) {
        const body = input.type === Blockly.inputs.inputTypes.STATEMENT ? input.connection?.targetBlock() : null;
        if (body && this.holdsWanted(body)) body.unplug(false);
      }
      block.dispose(true);
    }
  }

  private holdsWanted(body: Blockly.Block): boolean {
    return body.getDescendants(false).some(({ id }) => this.wanted.has(id));
  }

  /** A stack as it is wanted; returns its first block where that is new. */
  private putStack(state: Json): Blockly.BlockSvg | null {
    const known = this.find(state);
    if (known?.getParent()) known.unplug(false);
    if (known) this.putChain(this.update(known, state).nextConnection, getNext(state));
    if (known) return null;
    const run = this.listRun(state);
    const first = run.length ? this.append(this.builder.admit(chain(run), 'top')) : this.make(state, 'top');
    this.putChain(getFollower(first, run.length - 1).nextConnection, getNext(run.at(-1) ?? state));
    return first;
  }

  /** What stands below a block, or in its body; a loop, since stacks are long. */
  private putChain(connection: Blockly.Connection | null, state: Json | null): void {
    let [place, next] = [connection, state];
    while (place && next) {
      const run = this.listRun(next);
      const block: Blockly.BlockSvg = run.length ? this.putRun(place, run) : this.putAt(place, next);
      next = getNext(run.at(-1) ?? next);
      place = block.nextConnection;
    }
    if (place?.isConnected()) place.disconnect();
  }

  /** The statements from here on of which nothing is there yet, in their bodies neither: they are made at once. */
  private listRun(state: Json): Json[] {
    const run: Json[] = [];
    for (let next: Json | null = state; next && this.isNew(next); next = getNext(next)) run.push(next);
    return run;
  }

  private isNew(state: Json): boolean {
    const inside = new Map<string, Json>([[String(state.id), state]]);
    indexBodies(state, inside);
    return [...inside.keys()].every((id) => !this.current.has(id));
  }

  /** Puts new statements in a place; what stands there goes below them. Returns the last one. */
  private putRun(place: Blockly.Connection, run: Json[]): Blockly.BlockSvg {
    const first = this.append(this.builder.admit(chain(run), 'statement'));
    this.connect(place, first);
    return getFollower(first, run.length - 1);
  }

  /** One statement in a place of a stack or at the top of a body. */
  private putAt(place: Blockly.Connection, state: Json): Blockly.BlockSvg {
    const known = this.find(state);
    const block = known ? this.update(known, state) : this.make(state, 'statement');
    if (place.targetBlock() === block) return block;
    // What stands there goes below a new block by itself.
    if (known && place.isConnected()) place.disconnect();
    if (block.previousConnection?.isConnected()) block.previousConnection.disconnect();
    this.connect(place, block);
    return block;
  }

  /** Blockly takes what stood there to the canvas first: the browser would lay out all of a long stack twice. */
  private connect(place: Blockly.Connection, block: Blockly.BlockSvg): void {
    const canvas = this.workspace.getCanvas();
    const aside = document.createDocumentFragment();
    canvas.appendChild = (node) => aside.appendChild(node);
    try {
      place.connect(block.previousConnection!);
    } finally {
      delete (canvas as Partial<SVGElement>).appendChild;
      canvas.append(aside);
    }
  }

  private putBodies(block: Blockly.BlockSvg, bodies: BlockParts['bodies']): void {
    for (const input of block.inputList) {
      if (input.type !== Blockly.inputs.inputTypes.STATEMENT) continue;
      this.putChain(input.connection, bodies.find(([name]) => name === input.name)?.[1] ?? null);
    }
  }

  private find(state: Json): Blockly.BlockSvg | null {
    const block = this.workspace.getBlockById(String(state.id));
    return block && this.wanted.get(block.id) === state ? block : null;
  }

  private update(block: Blockly.BlockSvg, state: Json): Blockly.BlockSvg {
    const before = this.current.get(block.id);
    if (before && isSameBlock(before, state)) return block;
    const parts = this.builder.split(state, block.previousConnection ? 'statement' : 'top');
    const kept = this.mend(block, parts.own) ? block : this.replace(block, parts.own);
    this.putBodies(kept, parts.bodies);
    return kept;
  }

  /** A new block around statements that are there. */
  private make(state: Json, place: Place): Blockly.BlockSvg {
    const parts = this.builder.split(state, place);
    const made = this.append(parts.own);
    this.putBodies(made, parts.bodies);
    return made;
  }

  private append(own: Json): Blockly.BlockSvg {
    return Blockly.serialization.blocks.append(own as never, this.workspace, { recordUndo: true }) as Blockly.BlockSvg;
  }

  /** Puts a block of another shape in a block's place; its bodies wait beside. */
  private replace(block: Blockly.BlockSvg, own: Json): Blockly.BlockSvg {
    const above = block.previousConnection?.targetConnection;
    const below = block.getNextBlock();
    const { x, y } = block.getRelativeToSurfaceXY();
    below?.unplug(false);
    for (const input of block.inputList) {
      if (input.type === Blockly.inputs.inputTypes.STATEMENT) input.connection?.targetBlock()?.unplug(false);
    }
    block.dispose(false);
    const made = this.append(above ? own : { ...own, x, y });
    if (above) above.connect(made.previousConnection!);
    if (below?.previousConnection && made.nextConnection) made.nextConnection.connect(below.previousConnection);
    return made;
  }

  /** Sets what differs on a block and in its holes; false where it needs another shape. */
  private mend(block: Blockly.Block, own: Json): boolean {
    const now = saveBlock(block);
    if (isSameBlock(now, own)) return true;
    if (now.type !== own.type || !isEqual(now.extraState, own.extraState)) return false;
    setFields(block, now, own);
    setComment(block, own);
    setReasons(block, own);
    return block.inputList.every((input) => this.mendHole(input, isObject(own.inputs) ? own.inputs[input.name] : null));
  }

  private mendHole(input: Blockly.Input, end: unknown): boolean {
    if (input.type !== Blockly.inputs.inputTypes.VALUE || !input.connection) return true;
    const held = input.connection.targetBlock();
    const wanted = getBlock(end);
    if (!held && !wanted) return true;
    if (held && wanted && held.type === wanted.type && this.mend(held, wanted)) return true;
    // Which shadow a hole has, Undo does not bring back: then the whole statement is replaced.
    if (!wanted || !isObject(end) || !end.block) return false;
    if (held && !held.isShadow()) held.dispose(false);
    const made = this.append(end.block as Json);
    if (!made.outputConnection) return false;
    input.connection.connect(made.outputConnection);
    return true;
  }

  /** New stacks stand below what is there, where they would lie on it. */
  private placeApart(made: Blockly.BlockSvg[]): void {
    if (!made.length) return;
    Blockly.renderManagement.triggerQueuedRenders(this.workspace);
    for (const block of made) {
      const others = this.workspace.getTopBlocks(false).filter((one) => one !== block);
      const boxes = others.map((one) => one.getBoundingRectangle());
      const own = block.getBoundingRectangle();
      if (!boxes.some((box) => box.intersects(own))) continue;
      block.moveBy(0, Math.max(...boxes.map((box) => box.bottom)) + GAP - own.top);
    }
  }
}

function setFields(block: Blockly.Block, now: Json, own: Json): void {
  for (const [name, value] of Object.entries(isObject(own.fields) ? own.fields : {})) {
    if (!isEqual(isObject(now.fields) ? now.fields[name] : undefined, value)) block.getField(name)?.loadState(value);
  }
}

function setComment(block: Blockly.Block, own: Json): void {
  const comment = isObject(own.icons) && isObject(own.icons.comment) ? String(own.icons.comment.text ?? '') : null;
  if (comment !== block.getCommentText()) block.setCommentText(comment);
}

function setReasons(block: Blockly.Block, own: Json): void {
  const reasons = new Set(Array.isArray(own.disabledReasons) ? (own.disabledReasons as string[]) : []);
  for (const reason of new Set([...reasons, ...block.getDisabledReasons()]))
    block.setDisabledReason(reasons.has(reason), reason);
}

function listVariables(workspace: Json): { id: string; name: string; type?: string }[] {
  return Array.isArray(workspace.variables) ? workspace.variables : [];
}

function listTops(workspace: Json): Json[] {
  const blocks = isObject(workspace.blocks) ? workspace.blocks.blocks : [];
  return (Array.isArray(blocks) ? blocks : []).filter(isObject);
}

/** All that stands in stacks, by id, from the top down; not the values in its holes. */
function indexStatements(tops: Json[], found: Map<string, Json>): void {
  for (const top of tops) {
    for (let state: Json | null = top; state; state = getNext(state)) {
      if (typeof state.id === 'string') found.set(state.id, state);
      indexBodies(state, found);
    }
  }
}

function indexBodies(state: Json, found: Map<string, Json>): void {
  for (const end of Object.values(isObject(state.inputs) ? state.inputs : {})) {
    const inside = getBlock(end);
    if (!inside) continue;
    if (isValue(String(inside.type))) indexBodies(inside, found);
    else indexStatements([inside], found);
  }
}

const values = new Map<string, boolean>();

/** Whether a kind of block stands in holes for values. */
function isValue(type: string): boolean {
  if (!Blockly.Blocks[type]) return true;
  if (!values.has(type)) {
    const scratch = new Blockly.Workspace();
    Blockly.Events.disable();
    values.set(type, scratch.newBlock(type).outputConnection !== null);
    Blockly.Events.enable();
    scratch.dispose();
  }
  return values.get(type)!;
}

/** Saved blocks in which variables have other ids. */
function renameIds(part: unknown, here: Map<string, string>): unknown {
  if (Array.isArray(part)) return part.map((one) => renameIds(one, here));
  if (!isObject(part)) return part;
  const renamed: Json = {};
  for (const [key, one] of Object.entries(part))
    renamed[key] = key === 'fields' || key === 'params' ? renameOwn(one, here) : renameIds(one, here);
  return renamed;
}

/** The same, of the fields of a block or the parameters of a function. */
function renameOwn(part: unknown, here: Map<string, string>): unknown {
  const rename = (one: unknown) =>
    isObject(one) && typeof one.id === 'string' ? { ...one, id: here.get(one.id) ?? one.id } : one;
  if (Array.isArray(part)) return part.map(rename);
  return isObject(part) ? Object.fromEntries(Object.entries(part).map(([key, one]) => [key, rename(one)])) : part;
}

/** Saved statements one below the other, with nothing after the last. */
function chain(run: Json[]): Json {
  return run.reduceRight<Json | null>(
    (below, { next, ...state }) => (below ? { ...state, next: { block: below } } : state),
    null,
  )!;
}

/** The block so many places below another. */
function getFollower(block: Blockly.BlockSvg, places: number): Blockly.BlockSvg {
  let found = block;
  for (let left = places; left > 0; left--) found = found.getNextBlock() as Blockly.BlockSvg;
  return found;
}
