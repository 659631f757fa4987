/**
 * The two mutators of our blocks. `sunmao_gear`: optional arguments behind ＋, saved as `{"more": ["lr"]}`.
 * `sunmao_items`: a hole that repeats, with ＋ and －, saved as `{"items": 3}`.
 */

import * as Blockly from 'blockly/core';
import type { GearOption, Items } from '../../lib/vocabulary';
import { FieldButton } from '../fields/button';
import { LenientDropdown, NarrowedDropdown } from '../fields/dropdown';
import { say } from '../texts';
import { getDefinition } from './definitions';
import { openMenu, runAsOneUndo } from './mutator_buttons';
import { getInitialValue, isCompatible, isOffered } from './option_compatibility';

const BUTTONS = 'sunmao_buttons';
const OPTIONS_A_ROW = 2;

interface Shape {
  more: string[];
  items: number;
}

interface ShapedBlock extends Blockly.Block {
  shape: Shape;
  /** What stood in holes that were taken away, so that adding them again or undoing brings it back. */
  removed: Map<string, unknown>;
}

/** Registers both mutators; a block may have options, repeated holes or both. */
export function registerShapes(): void {
  for (const name of ['sunmao_gear', 'sunmao_items']) {
    Blockly.Extensions.registerMutator(name, { saveExtraState, loadExtraState }, initShape);
  }
}

function getOptions(block: Blockly.Block): GearOption[] {
  return getDefinition(block.type)?.sunmao?.gear ?? [];
}

function getItemSpec(block: Blockly.Block): Items | undefined {
  return getDefinition(block.type)?.sunmao?.items;
}

function initShape(this: Blockly.Block): void {
  const block = this as ShapedBlock;
  block.shape = { more: [], items: 0 };
  block.removed = new Map();
  const buttons = block.appendDummyInput(BUTTONS);
  if (getItemSpec(block)) {
    buttons.appendField(
      new FieldButton('minus', say('remove_item'), () => changeItems(block, -1), 'beside'),
      'sunmao_minus',
    );
    buttons.appendField(new FieldButton('plus', say('add_item'), () => changeItems(block, 1)));
  }
  if (getOptions(block).length)
    buttons.appendField(new FieldButton('plus', say('options'), (field) => openOptions(block, field)));
  const body = block.inputList.find((input) => input.type === Blockly.inputs.inputTypes.STATEMENT);
  if (body) block.moveInputBefore(BUTTONS, body.name);
  reshape(block, { more: [], items: getItemSpec(block)?.min ?? 0 });
}

/**
 * The shape of a block of ours, also what saving leaves out because every such block has it; empty for other blocks.
 */
export function getShape(block: Blockly.Block): Partial<Shape> {
  return (block as Blockly.Block & { shape?: Shape }).shape ?? {};
}

function saveExtraState(this: Blockly.Block): object | null {
  const { more, items } = (this as ShapedBlock).shape;
  const state: Partial<Shape> = {};
  if (more.length) state.more = [...more];
  if (items !== (getItemSpec(this)?.min ?? 0)) state.items = items;
  return Object.keys(state).length ? state : null;
}

function loadExtraState(this: Blockly.Block, state: { more?: unknown; items?: unknown }): void {
  const more = Array.isArray(state.more) ? state.more.filter((name) => typeof name === 'string') : [];
  const items = Number.isInteger(state.items) ? Number(state.items) : (getItemSpec(this)?.min ?? 0);
  reshape(this as ShapedBlock, { more, items });
}

/** Adds and removes only the holes that differ, so that what stays keeps its blocks and their ids. */
function reshape(block: ShapedBlock, next: Shape): void {
  const gear = getOptions(block);
  for (const option of gear) {
    if (!next.more.includes(option.name)) dropInput(block, option.name);
  }
  const wanted = gear.filter((option) => next.more.includes(option.name));
  for (const option of wanted) {
    if (!block.getInput(option.name)) appendOption(block, option);
  }
  fitItems(block, block.shape.items, next.items);
  const unknown = next.more.filter((name) => !gear.some((option) => option.name === name));
  block.shape = { more: [...wanted.map((option) => option.name), ...unknown], items: next.items };
  layOut(block, wanted);
  showMinus(block);
}

function fitItems(block: ShapedBlock, from: number, to: number): void {
  const items = getItemSpec(block);
  if (!items) return;
  for (let n = from - 1; n >= to; n--) dropInput(block, items.prefix + n);
  for (let n = from; n < to; n++) {
    const name = items.prefix + n;
    if (block.getInput(name)) continue;
    const input = block.appendValueInput(name).setCheck(items.check ?? null);
    if (n % (items.step ?? 1)) input.appendField(':');
    block.moveInputBefore(name, BUTTONS);
    fill(block, input, items.shadow);
  }
}

function appendOption(block: ShapedBlock, option: GearOption): void {
  if (option.kind === 'value') {
    const input = block
      .appendValueInput(option.name)
      .appendField(option.label)
      .setCheck(option.check ?? null);
    fill(block, input, getInitialValue(block, option));
    return;
  }
  const field = option.kind === 'menu' ? dropdown(option) : new Blockly.FieldCheckbox();
  const value = block.removed.get(option.name) ?? getInitialValue(block, option);
  if (value !== undefined && value !== null) field.setValue(value as never);
  block.appendDummyInput(option.name).appendField(option.label).appendField(field, option.name);
}

function dropdown(option: GearOption): LenientDropdown {
  const options = option.options ?? [['', '']];
  return option.goes
    ? new NarrowedDropdown(options, (block, value) => isCompatible(block, option, value))
    : new LenientDropdown(options);
}

/** Puts the hole's shadow in, except while a saved block is being read: that brings its own. */
function fill(block: ShapedBlock, input: Blockly.Input, shadow: unknown): void {
  if (!Blockly.Events.isEnabled()) return;
  const state = block.removed.get(input.name) ?? shadow;
  if (state) input.connection?.setShadowState(state as Blockly.serialization.blocks.State);
}

function dropInput(block: ShapedBlock, name: string): void {
  const input = block.getInput(name);
  if (!input) return;
  block.removed.set(name, input.connection ? input.connection.getShadowState(true) : block.getFieldValue(name));
  block.removeInput(name);
}

/** One option stays in the block's row; more stand in rows of two below it. */
function layOut(block: ShapedBlock, wanted: GearOption[]): void {
  for (const input of [...block.inputList]) {
    if (input.name.startsWith('sunmao_row')) block.removeInput(input.name);
  }
  wanted.forEach((option, at) => {
    if (wanted.length > 1 && at % OPTIONS_A_ROW === 0) {
      block.appendEndRowInput(`sunmao_row${at}`);
      block.moveInputBefore(`sunmao_row${at}`, BUTTONS);
    }
    block.moveInputBefore(option.name, BUTTONS);
  });
}

function showMinus(block: ShapedBlock): void {
  block.getField('sunmao_minus')?.setVisible(block.shape.items > (getItemSpec(block)?.min ?? 0));
}

function changeItems(block: ShapedBlock, by: number): void {
  const step = getItemSpec(block)?.step ?? 1;
  runAsOneUndo(block, () => reshape(block, { ...block.shape, items: block.shape.items + by * step }));
}

function toggleOption(block: ShapedBlock, name: string): void {
  const more = block.shape.more.includes(name)
    ? block.shape.more.filter((one) => one !== name)
    : [...block.shape.more, name];
  runAsOneUndo(block, () => reshape(block, { ...block.shape, more }));
}

/** The menu behind ＋: one line an option, ticked when it stands on the block. */
function openOptions(block: ShapedBlock, field: Blockly.FieldImage): void {
  const offered = getOptions(block).filter(
    (option) => block.shape.more.includes(option.name) || isOffered(block, option),
  );
  const lines = offered.map(({ name, label, about }) => ({
    label,
    about,
    isOn: () => block.shape.more.includes(name),
    press: () => toggleOption(block, name),
  }));
  const before = block.shape.more.length;
  openMenu(
    field,
    lines,
    () => block.shape.more.length > before && revealEnd(block as Blockly.Block as Blockly.BlockSvg),
  );
}

/** Scrolls to the right end of a block, where an option has just come. */
function revealEnd(block: Blockly.BlockSvg): void {
  const { workspace } = block;
  const { top, bottom, left, right } = block.getBoundingRectangleWithoutChildren();
  const most = workspace.getMetricsManager().getViewMetrics(true).width / 2;
  workspace.scrollBoundsIntoView(new Blockly.utils.Rect(top, bottom, Math.max(left, right - most), right));
}
