/**
 * Which variables a drawer proposes: the one in which the program keeps such a thing already, else a new one, which is
 * called so in the language of the setting.
 */

import * as Blockly from 'blockly/core';
import type { Drawer } from '../../lib/vocabulary';
import { getDefinition } from '../blocks/definitions';
import { PICKER } from '../blocks/pin_options';
import { isObject } from '../blocks/placeholder';

const SET = 'variables_set';
const GET = 'variables_get';

/** A variable that the program sets. */
interface OwnVariable {
  name: string;
  /** The types of each value that it gets; null for a value of which nobody knows. */
  types: (string[] | null)[];
  /** What drawers call a variable for such a value. */
  proposed: Set<string | undefined>;
}

/** Block of a value → what drawers call the variable that it is put into. */
const proposedNames = new Map<string, string>();

/** Reads, from what the drawers offer, how they call the variables that they set. */
export function noteProposedNames(drawers: Drawer[]): void {
  proposedNames.clear();
  for (const { type, fields, inputs } of drawers.flatMap((drawer) => drawer.contents)) {
    const variable = isObject(fields) && isObject(fields.VAR) ? fields.VAR.name : null;
    const value = isObject(inputs) && isObject(inputs.VALUE) && isObject(inputs.VALUE.block) ? inputs.VALUE.block : {};
    if (type === SET && typeof variable === 'string' && typeof value.type === 'string')
      if (!proposedNames.has(value.type)) proposedNames.set(value.type, variable);
  }
}

/** Fills the blocks of a drawer with the program's variables, where it has some that fit. */
export function proposeVariables(flyout: Blockly.Workspace, program: Blockly.Workspace): void {
  const own = listOwn(program);
  if (!own.length) return;
  for (const block of flyout.getAllBlocks(false)) {
    if (block.type === GET) proposeFitting(block, own);
    else for (const field of getSetFields(block)) proposeSame(field, own);
  }
}

/** The program's variables, the one that was set last first. */
function listOwn(program: Blockly.Workspace): OwnVariable[] {
  const found = new Map<string, OwnVariable>();
  for (const block of program.getAllBlocks(true)) {
    if (!block.isEnabled()) continue;
    for (const field of getSetFields(block)) {
      const name = field.getText();
      const before = found.get(name);
      const types = [...(before?.types ?? []), getTypes(block, field, found)];
      const proposed = new Set(before?.proposed).add(getProposedName(block, field));
      // Deleted first: it now is the one that was set last.
      found.delete(name);
      found.set(name, { name, types, proposed });
    }
  }
  return [...found.values()].reverse();
}

/** The fields in which a block names what it sets. */
function getSetFields(block: Blockly.Block): Blockly.FieldVariable[] {
  const names = block.type === SET ? ['VAR'] : Object.keys(getDefinition(block.type)?.sunmao?.sets ?? {});
  return names.map((name) => block.getField(name) as Blockly.FieldVariable);
}

function getTypes(block: Blockly.Block, field: Blockly.Field, own: Map<string, OwnVariable>): string[] | null {
  if (block.type !== SET) return getDefinition(block.type)!.sunmao!.sets![field.name!];
  const value = block.getInputTargetBlock('VALUE');
  if (value?.type === GET) return own.get(value.getField('VAR')!.getText())?.types[0] ?? null;
  return value?.outputConnection?.getCheck() ?? null;
}

function getProposedName(block: Blockly.Block, field: Blockly.Field): string | undefined {
  if (block.type === SET) return proposedNames.get(block.getInputTargetBlock('VALUE')?.type ?? '');
  const holes = getDefinition(block.type)?.args0 as { name: string; variable?: string }[];
  return holes.find((hole) => hole.name === field.name)?.variable;
}

/** What drawers call the variable for a block's value, in the language of the setting. */
export const getVariableFor = (type: string): string | undefined => proposedNames.get(type);

/** Into a hole comes the variable called so, if it fits; else one that holds such a thing; else any that fits. */
function proposeFitting(block: Blockly.Block, own: OwnVariable[]): void {
  const field = block.getField('VAR') as Blockly.FieldVariable;
  const called = own.find((one) => one.name === field.getText());
  const fits = getFitting(block);
  if (!fits || called?.types.includes(null)) return;
  const fitting = own.filter(({ types }) => types.every((type) => type && fits(type)));
  if (called && fitting.includes(called)) return;
  const best = fitting.find((one) => one.proposed.has(field.getText())) ?? fitting[0];
  if (best) setVariable(field, best.name);
}

/** Whether a type, with the wider ones behind it, fits where a block stands: of parts, those that know what is said. */
function getFitting(block: Blockly.Block): ((types: string[]) => boolean) | null {
  const parent = block.getParent();
  const hole = parent?.getInputWithBlock(block);
  const check = hole?.connection?.getCheck();
  const unsuited = parent && getDefinition(parent.type)?.sunmao?.unsuited?.[hole!.name];
  return check ? (types) => types.some((type) => check.includes(type)) && !unsuited?.includes(types[0]) : null;
}

/** What a block makes goes where the program has put such a thing before. A part of a board is one more each time. */
function proposeSame(field: Blockly.FieldVariable, own: OwnVariable[]): void {
  const block = field.getSourceBlock()!;
  if (own.some((one) => one.name === field.getText()) || holdsPin(block)) return;
  const same = own.find((one) => one.proposed.has(field.getText()));
  if (same) setVariable(field, same.name);
}

const holdsPin = (block: Blockly.Block): boolean => block.getDescendants(false).some((one) => one.type === PICKER);

/** Names a variable of the program, or a new one, in a field of a drawer's block. */
export function setVariable(field: Blockly.FieldVariable, name: string): void {
  const { workspace } = field.getSourceBlock()!;
  field.setValue(Blockly.Variables.getOrCreateVariablePackage(workspace, null, name, '').getId());
}
