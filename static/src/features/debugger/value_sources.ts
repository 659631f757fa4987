/** Which block a value belongs to: the one that gave it to the variable, and the one that is about to use it. */

import type { VariableValuesEvent } from '../../lib/messages';
import type { RunSummary } from '../../lib/types';

/** changed: new since the pause before. */
export interface ShownValue {
  name: string;
  value: string;
  changed: boolean;
}

const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*/gu;
/** Plain texts; in an f-string names are used. */
const TEXT = /(?<![fF])("""[^]*?"""|'''[^]*?'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;
const ASSIGNED = /^\s*(?:for\s+([^:]*?)\s+in\s|([^=([{"']+?)\s*(?:[-+*/%]|\/\/|\*\*)?=(?!=))/u;

/** The values to show at each block after these pauses and slow lines (oldest first), in the order of the variables. */
export function collectValues(steps: VariableValuesEvent[], run: RunSummary): Map<string, ShownValue[]> {
  const now = steps.at(-1);
  const shown = new Map<string, ShownValue[]>();
  if (!now) return shown;
  const lines = run.python.split('\n');
  const givers = findAssignments(steps, lines);
  const used = findNames(lines[now.line - 1] ?? '');
  for (const [name, value] of Object.entries(now.values)) {
    const one = { name, value, changed: now.changed.includes(name) };
    const giver = givers.get(name) ?? null;
    const places = new Set([giver, used.has(name) ? now.line : null].map((line) => line && run.lines[line - 1]));
    for (const block of places) if (block) shown.set(block, [...(shown.get(block) ?? []), one]);
  }
  return shown;
}

/** The line that gave each variable its newest value. */
function findAssignments(steps: VariableValuesEvent[], lines: string[]): Map<string, number> {
  const givers = new Map<string, number>();
  steps.forEach((step, at) => {
    // Between two pauses more may have run than the line of the first.
    const before = steps[at - 1]?.line ?? 0;
    for (const name of step.changed) {
      const giver = findAssignedNames(lines[before - 1] ?? '').has(name) ? before : findNearest(lines, name, step.line);
      if (giver) givers.set(name, giver);
    }
  });
  return givers;
}

/** The last line above another that gives a variable a value; else the last one of all. */
function findNearest(lines: string[], name: string, below: number): number {
  const all = lines.flatMap((line, at) => (findAssignedNames(line).has(name) ? [at + 1] : []));
  return all.findLast((line) => line < below) ?? all.at(-1) ?? 0;
}

function findAssignedNames(line: string): Set<string> {
  const match = ASSIGNED.exec(line);
  return match ? findNames(match[1] ?? match[2]) : new Set();
}

function findNames(code: string): Set<string> {
  return new Set(code.replace(TEXT, '').replace(/#.*/, '').match(NAME));
}
