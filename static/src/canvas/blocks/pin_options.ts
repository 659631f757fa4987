/** The pins that a block may use: those of the board in use, and among them those that can do what the block needs. */

import type * as Blockly from 'blockly/core';
import type { Choice } from '../../lib/types';
import { getDefinition } from './definitions';

export const USE = 'board_use';
export const PICKER = 'pick_pin';
const SERVO = 'board_servo';
const SPARED = ['pwm', 'analog', 'i2c'];

/** The names of the boards that a program uses, from top to bottom. */
export function findBoards(workspace: Blockly.Workspace): string[] {
  return uses(workspace).map(getBoard);
}

/** Of all pins of all boards, those of the board in use at a picker; every board's first where nothing says which. */
export function filterPinsOfBoard(picker: Blockly.Block | null, all: Choice[]): Choice[] {
  const board = (picker && getBoardAt(picker)) ?? all[0]?.board;
  const found = all.filter((pin) => pin.board === board);
  return found.length ? found : all.filter((pin) => pin.board === all[0].board);
}

/** Of these pins, those that can do what the hole needs in which the picker stands; a servo takes PWM from some. */
export function filterCapablePins(picker: Blockly.Block | null, pins: Choice[]): Choice[] {
  const need = picker && getNeedAt(picker);
  if (!need) return pins;
  const silences =
    need === 'pwm' &&
    getProgram(picker)
      .getBlocksByType(SERVO, false)
      .some((one) => one.isEnabled());
  return pins.filter((pin) => pin.can?.includes(need) && !(silences && pin.silenced));
}

/** The pins that a program's blocks name, but for one of them. */
export function findUsedPins(workspace: Blockly.Workspace, but?: Blockly.Block): Set<string> {
  return new Set(
    workspace
      .getBlocksByType(PICKER, false)
      .filter((one) => one !== but)
      .map((one) => String(one.getFieldValue('value'))),
  );
}

/** The nearest pin that is not taken; those that can do more are spared for who needs that. */
export function findFreePin(picker: Blockly.Block, all: Choice[], taken: Set<string>): Choice | undefined {
  const able = filterCapablePins(picker, filterPinsOfBoard(picker, all));
  const at = able.findIndex((pin) => pin.value === picker.getFieldValue('value'));
  const spared = SPARED.filter((ability) => ability !== getNeedAt(picker));
  const cost = (pin: Choice) =>
    Math.abs(able.indexOf(pin) - at) + able.length * spared.filter((ability) => pin.can?.includes(ability)).length;
  return able.filter((pin) => !taken.has(pin.value)).sort((a, b) => cost(a) - cost(b))[0];
}

/** The last board used above a block, else the first below it. */
function getBoardAt(picker: Blockly.Block): string | undefined {
  const found = uses(getProgram(picker));
  const y = picker.isInFlyout ? Infinity : getInputOf(picker);
  const last = found.filter((use) => getInputOf(use) <= y).pop() ?? found[0];
  return last && getBoard(last);
}

/** The workspace of the program that a block stands in, or is offered to. */
export function getProgram(block: Blockly.Block): Blockly.Workspace {
  const own = block.workspace as Blockly.WorkspaceSvg;
  return own.targetWorkspace ?? own;
}

function uses(workspace: Blockly.Workspace): Blockly.Block[] {
  return workspace
    .getBlocksByType(USE, false)
    .filter((use) => use.isEnabled())
    .sort((a, b) => getInputOf(a) - getInputOf(b));
}

function getBoard(use: Blockly.Block): string {
  return String(use.getFieldValue('name'));
}

function getInputOf(block: Blockly.Block): number {
  return block.getRelativeToSurfaceXY().y;
}

function getNeedAt(picker: Blockly.Block): string | undefined {
  const around = picker.getParent();
  const hole = around?.inputList.find((input) => input.connection?.targetBlock() === picker);
  const { needs, kind } = (around && getDefinition(around.type)?.sunmao) ?? {};
  return hole && needs?.[kind ? String(around!.getFieldValue(kind.menu)) : '']?.[hole.name];
}
