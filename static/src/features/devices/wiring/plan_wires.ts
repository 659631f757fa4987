/** Which wires the parts of a program need, and which of them share a row of a breadboard. */

import type { BoardSpec, Part, Wire, Wiring } from '../../../lib/board_types';
import type { Text } from '../../../lib/types';
import { getAddress } from '../../board/readings';

/** part: its place in the plan's parts, null for a row of the breadboard; hole: its name on the board. */
export interface PlannedWire {
  number: number;
  part: number | null;
  end: Text;
  hole: string;
  color: string;
}

/** rows: names of holes with more wires than the board has such holes; each is joined to the board by a wire. */
export interface WiringPlan {
  parts: Part[];
  wires: PlannedWire[];
  rows: string[];
  cautions: Text[];
}

const isOff = (value: unknown) => value === false || value === 'FALSE';

export function planWires(board: BoardSpec, parts: Part[], wirings: Record<string, Wiring>): WiringPlan {
  const shown = dropTwins(parts.filter((part) => Object.hasOwn(wirings, part.kind))).map((part) => addBus(part, board));
  const wires = shown.flatMap((part, at) =>
    listWires(part, wirings[part.kind]).flatMap((wire) => {
      const hole = findHole(wire, part, board);
      return hole ? [{ part: at, end: wire.end, color: wire.color, hole }] : [];
    }),
  );
  const rows = [...new Set(wires.map((wire) => wire.hole))].filter(
    (hole) => wires.filter((wire) => wire.hole === hole).length > countHoles(board, hole),
  );
  const joined = rows
    .filter((hole) => countHoles(board, hole))
    .map((hole) => ({
      part: null,
      end: { zh: hole, en: hole },
      hole,
      color: chooseColor(wires.filter((wire) => wire.hole === hole).map((wire) => wire.color)),
    }));
  const cautions = new Map(
    shown.flatMap(({ kind }) => (wirings[kind].caution ? [[wirings[kind].caution.en, wirings[kind].caution]] : [])),
  );
  return {
    parts: shown,
    rows,
    wires: [...joined, ...wires].map((wire, at) => ({ number: at + 1, ...wire })),
    cautions: [...cautions.values()],
  };
}

/** The one that most of them have. */
const chooseColor = (colors: string[]) => {
  const count = (color: string) => colors.filter((one) => one === color).length;
  return [...colors].sort((a, b) => count(b) - count(a))[0];
};

/** Servos on one driver are wired once: its own wires. */
function dropTwins(parts: Part[]): Part[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    if (part.kind !== 'DriverServo') return true;
    const name = getAddress(part);
    return !seen.has(name) && seen.add(name);
  });
}

/** The pins of I2C stand in no block. */
const addBus = (part: Part, board: BoardSpec): Part => ({
  ...part,
  pins: part.pins.sda || Object.keys(part.pins).some((name) => name !== 'kind') ? part.pins : { ...board.i2c },
});

function listWires(part: Part, wiring: Wiring): Wire[] {
  const off = Object.keys(wiring.without).find((option) => isOff(part.options?.[option]));
  return off ? wiring.without[off] : wiring.wires;
}

/** The name of the hole on the board; undefined for a pin that the part leaves open or the board lacks. */
function findHole(wire: Wire, part: Part, board: BoardSpec): string | undefined {
  if (wire.to === wire.to.toUpperCase()) return wire.to;
  const name = String(part.pins[wire.to] ?? '');
  return board.pins.find((pin) => pin.name === name || String(pin.number) === name)?.name;
}

const countHoles = (board: BoardSpec, name: string) =>
  board.pins.filter((pin) => pin.name === name).length + board.power.filter((hole) => hole.name === name).length;
