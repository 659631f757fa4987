/**
 * What the pages of the kinds share: how many samples there are, that the blocks are others now, one field of them, and
 * what a new class is called.
 */

import { type Signal, signal } from '@preact/signals';
import { memoize } from '../../lib/storage';
import { t } from '../../lib/texts';
import type { Workspace } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import './texts';

interface Taught {
  /** Samples of the kind that is chosen, as its page knows them. */
  samples: Signal<number | null>;
  /** Counts up whenever the blocks were written here. */
  written: Signal<number>;
}

export const getTaught = memoize((_: ProjectStore): Taught => ({ samples: signal(null), written: signal(0) }));

/** Writes the blocks anew. */
export async function replaceProgram(opened: ProjectStore, workspace: Workspace): Promise<void> {
  const canvas = await opened.requireCanvas();
  canvas.load(workspace);
  opened.handleChange(canvas.save());
  getTaught(opened).written.value++;
}

/** Below which share the answer is "I do not know": it stands in the block; nothing where there is none. */
export async function setThreshold(opened: ProjectStore, block: string | undefined, value: number): Promise<void> {
  if (!block) return;
  const canvas = await opened.requireCanvas();
  canvas.setFields([{ block, field: 'NUM', value: String(value), kind: null }]);
}

/** What the next class is called, beside those that there are. */
export function nameNewClass(names: readonly string[]): string {
  let number = names.length + 1;
  while (names.includes(nameClass(number))) number++;
  return nameClass(number);
}

/** What the first three are called. */
export const nameFirstClasses = () => [1, 2, 3].map(nameClass);

const nameClass = (n: number) => t('teachClass', { n: String(n) });
