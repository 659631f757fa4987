/** What the page of a kind tells the row of kinds: how many samples there are, and that the blocks are others now. */

import { type Signal, signal } from '@preact/signals';
import type { Workspace } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';

interface Taught {
  /** Samples of the kind that is chosen, as its page knows them. */
  samples: Signal<number | null>;
  /** Counts up whenever the blocks were written here. */
  written: Signal<number>;
}

const known = new WeakMap<ProjectStore, Taught>();

export function getTaught(opened: ProjectStore): Taught {
  let taught = known.get(opened);
  if (!taught) known.set(opened, (taught = { samples: signal(null), written: signal(0) }));
  return taught;
}

/** Writes the blocks anew. */
export async function replaceProgram(opened: ProjectStore, workspace: Workspace): Promise<void> {
  const canvas = await opened.requireCanvas();
  canvas.load(workspace);
  opened.handleChange(canvas.save());
  getTaught(opened).written.value++;
}
