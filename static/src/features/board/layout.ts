/** Where everything stands in the picture of a board: parts in a row over and under it, each near its pins. */

import type { BoardSpec, Part, PinSpec, PowerHole } from '../../lib/board_types';
import { getPartDrawing } from './parts/all';
import { BOX, getWidth } from './parts/part_drawing';

const PART_SCALE = 1.25;
const ROOM = 24; // between neighbors, for their names
const MIN_CELL = 120;
const MIN_WIDTH = 700;
const TITLE = 58; // name and value
const WIRES = 64;
const EDGE = 16;
/** Pixels a millimeter: pins 2.54 mm apart must keep room for their names. */
const WIDEST_BOARD = 560;
const [MIN_SCALE, MAX_SCALE] = [6.4, 10];
const DENSE = 7.5;
const BOARD_HEIGHT = 232;
const MIN_ROW = 14;

export interface PinPosition {
  x: number;
  y: number;
  pin: PinSpec;
  side: Side;
}
export type Side = 'top' | 'bottom' | 'column';
/** A hole for current. */
export interface PowerPosition {
  x: number;
  y: number;
  hole: PowerHole;
  side: Side;
}
export interface PlacedPart {
  part: Part;
  x: number;
  y: number;
  scale: number;
  above: boolean;
  titleY: number;
  spots: PinPosition[];
}
/** dense: a name of three letters has no room between its neighbors. */
export interface Layout {
  dense: boolean;
  width: number;
  height: number;
  board: { x: number; y: number; width: number; height: number };
  spots: Map<string, PinPosition>;
  power: PowerPosition[];
  parts: PlacedPart[];
}
/** Pixels for wires: between parts and board, and at its sides. */
export interface WireRoom {
  top: number;
  bottom: number;
  side: number;
  /** Below a board with no parts there. */
  below: number;
}

interface Cell {
  part: Part;
  width: number;
  wish: number;
  at: number;
}

export function computeLayout(
  board: BoardSpec,
  parts: Part[],
  room: WireRoom = { top: WIRES, bottom: WIRES, side: 0, below: 0 },
): Layout {
  const [wide, high] = board.size;
  const across = Math.min(MAX_SCALE, Math.max(MIN_SCALE, WIDEST_BOARD / wide));
  const down = Math.max(BOARD_HEIGHT / high, MIN_ROW / getRowSpacing(board.pins));
  const size = { width: wide * across, height: high * down };
  const isAbove = (part: Part) => {
    const found = getPins(board, part);
    return !found.length || found.reduce((sum, pin) => sum + pin.y, 0) / found.length < high / 2;
  };
  const cells = (above: boolean) =>
    arrange(
      parts.filter((part) => isAbove(part) === above),
      (part) => getCenter(board, part, wide) * across,
    );
  const [top, bottom] = [cells(true), cells(false)];
  const left = Math.min(0, ...[...top, ...bottom].map((cell) => cell.at - cell.width / 2));
  const right = Math.max(size.width, ...[...top, ...bottom].map((cell) => cell.at + cell.width / 2));
  const width = Math.max(MIN_WIDTH, right - left + 2 * EDGE + 40 + 2 * room.side);
  const x = (width - (right - left)) / 2 - left;
  const partHeight = BOX.height * PART_SCALE;
  const y = top.length ? EDGE + TITLE + partHeight + room.top : EDGE;
  const spots = new Map(
    board.pins.map(
      (pin) => [pin.name, { x: x + pin.x * across, y: y + pin.y * down, pin, side: getSide(pin, board) }] as const,
    ),
  );
  const power = (board.power ?? []).map((hole) => ({
    x: x + hole.x * across,
    y: y + hole.y * down,
    hole,
    side: getSide(hole, board),
  }));
  const place = (cell: Cell, above: boolean): PlacedPart => ({
    part: cell.part,
    above,
    scale: PART_SCALE,
    spots: getPins(board, cell.part)
      .map((pin) => spots.get(pin.name)!)
      .sort((a, b) => a.x - b.x),
    x: x + cell.at,
    y: above ? EDGE + TITLE : y + size.height + room.bottom,
    titleY: above ? EDGE + 18 : y + size.height + room.bottom + partHeight + 22,
  });
  return {
    dense: across < DENSE,
    width,
    board: { x, y, ...size },
    spots,
    power,
    height: y + size.height + (bottom.length ? room.bottom + partHeight + TITLE : room.below) + EDGE,
    parts: [...top.map((cell) => place(cell, true)), ...bottom.map((cell) => place(cell, false))],
  };
}

export function getPins(board: BoardSpec, part: Part): PinSpec[] {
  const names = Object.values(part.pins).map(String);
  return names
    .map((name) => board.pins.find((pin) => pin.name === name || String(pin.number) === name))
    .filter((pin) => pin !== undefined);
}

/** Each cell as near to its pins as its neighbors allow, in the order of the pins: wires do not cross. */
function arrange(parts: Part[], wishOf: (part: Part) => number): Cell[] {
  const cells = parts
    .map((part) => ({
      part,
      width: Math.max(MIN_CELL, getWidth(getPartDrawing(part.kind)) * PART_SCALE + ROOM),
      wish: wishOf(part),
      at: 0,
    }))
    .sort((a, b) => a.wish - b.wish);
  const groups: { cells: Cell[]; center: number; width: number }[] = [];
  for (const cell of cells) {
    groups.push({ cells: [cell], center: cell.wish, width: cell.width });
    for (let last = groups.length - 1; last > 0 && isOverlapping(groups[last - 1], groups[last]); last--) {
      const [a, b] = groups.splice(last - 1, 2);
      const all = [...a.cells, ...b.cells];
      groups.push({
        cells: all,
        center: all.reduce((sum, one) => sum + one.wish, 0) / all.length,
        width: a.width + b.width,
      });
    }
  }
  for (const group of groups) {
    let at = group.center - group.width / 2;
    for (const cell of group.cells) {
      cell.at = at + cell.width / 2;
      at += cell.width;
    }
  }
  return cells;
}

const isOverlapping = (a: { center: number; width: number }, b: { center: number; width: number }) =>
  a.center + a.width / 2 > b.center - b.width / 2;

function getCenter(board: BoardSpec, part: Part, wide: number): number {
  const found = getPins(board, part);
  return found.length ? found.reduce((sum, pin) => sum + pin.x, 0) / found.length : wide / 2;
}

/** The least distance of pins above one another: those of a double row at the side. */
function getRowSpacing(pins: PinSpec[]): number {
  const gaps = pins.flatMap((one) =>
    pins.filter((other) => other.x === one.x && other.y > one.y).map((other) => other.y - one.y),
  );
  return Math.min(Infinity, ...gaps);
}

function getSide(pin: PinSpec | PowerHole, board: BoardSpec): Side {
  const high = board.size[1];
  if (board.pins.filter((one) => one.x === pin.x).length > 2) return 'column';
  return pin.y < high / 2 ? 'top' : 'bottom';
}
