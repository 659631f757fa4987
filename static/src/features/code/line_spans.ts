/** Which lines of the program are lit. */

import type { ProjectStore } from '../../state/project_store';

/** The first and last lines of a block, from 1. */
export function getSpan(opened: ProjectStore, block: string | null): [number, number] | null {
  return (block && opened.program.value.blocks[block]) || null;
}

/** The lines that run now. */
export function getRunningSpan(opened: ProjectStore): [number, number] | null {
  return opened.run.busy.value ? getLineSpan(opened, opened.run.line.value) : null;
}

/** The lines that the run's error is about. */
export function getFaultySpan(opened: ProjectStore): [number, number] | null {
  return getLineSpan(opened, opened.run.error.value?.line ?? null);
}

/**
 * Where a line of the run's program stands now: the same line, or its block's when the program was changed meanwhile.
 */
function getLineSpan(opened: ProjectStore, line: number | null): [number, number] | null {
  if (line === null) return null;
  if (opened.program.value.python === opened.run.summary.value?.python) return [line, line];
  return getSpan(opened, opened.run.getBlockAt(line));
}
