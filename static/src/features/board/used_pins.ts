/** What is connected to the board of the program. */

import type { BoardState, Part } from '../../lib/board_types';
import type { ProjectStore } from '../../state/project_store';
import { isKnown } from './readings';

const BUS = ['sda', 'scl'];
/** Whether a part of the blocks is this one of the program; the pins of I2C stand in no block. */
const isSame = (planned: Part, made: Part) =>
  planned.kind === made.kind &&
  Object.entries(made.pins).every(([name, pin]) => BUS.includes(name) || planned.pins[name] === pin);

/**
 * The parts to show: those that a running program has made, with the names of its variables; else those of the blocks;
 * and pins that it uses by name. mine: whether this is the board that the blocks name.
 */
export function collectParts(opened: ProjectStore, state: BoardState | null, mine = true): Part[] {
  const planned = opened.program.value.devices?.parts ?? [];
  const made = state?.owner?.project === opened.id || (state?.parts.length && !planned.length) ? state!.parts : null;
  const parts = made
    ? made.map((part) => ({ ...planned.find((one) => isSame(one, part)), ...part }))
    : mine
      ? planned
      : [];
  const taken = new Set(parts.flatMap((part) => Object.values(part.pins).map(String)));
  const bare = Object.keys(made ? state!.pins : {})
    .filter((pin) => !taken.has(pin))
    .map((pin) => ({ kind: 'Pin', pins: { pin } }));
  return [...parts.filter((part) => isKnown(part.kind) || Object.keys(part.pins).length), ...bare];
}
