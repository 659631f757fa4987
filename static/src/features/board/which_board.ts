/** Which board the program uses, and where it is seen live: all that the first load needs to know of boards. */

import type { ProjectStore } from '../../state/project_store';
import { SIMULATED } from '../../state/simulated_board';

/** A board of the program. topic: where it is seen live; null: a real one that no program has opened yet. */
export interface UsedBoard {
  name: string;
  port: string;
  topic: string | null;
}

/** In a run what the program said; before it what its blocks say. Null: no board. */
export function findBoard(opened: ProjectStore): UsedBoard | null {
  const { run, program } = opened;
  const device =
    run.phase.value === 'ready' ? undefined : run.results.read().devices.findLast((one) => one.what === 'board');
  if (device) return { name: device.name, port: device.port, topic: device.topic || null };
  const name = program.value.devices?.boards[0];
  return name ? { name, port: '', topic: name === SIMULATED ? makeBoardTopic(opened) : null } : null;
}

export const makeBoardTopic = (opened: ProjectStore) => `board:${SIMULATED}:${opened.id}`;
