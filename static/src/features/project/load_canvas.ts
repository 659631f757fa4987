/** Blockly, and what draws with it. */

import { areBlocksLater } from './idle';

type CanvasModule = typeof import('../../canvas/index');
let asked: Promise<CanvasModule> | null = null;

/** Blockly and what draws with it, asked for once. */
export function loadCanvas(): Promise<CanvasModule> {
  if (asked) return asked;
  asked = import('../../canvas/index');
  asked.catch(() => (asked = null));
  return asked;
}

// Blockly is the greater part of what has to be loaded: as soon as the page starts, where it is what is seen.
// A failure is said by who shows it.
if (!areBlocksLater()) void loadCanvas().catch(() => undefined);
