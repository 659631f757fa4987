/** What a project's blocks look like from afar, as this browser saw them last: for its card on the first page. */

import { remember, remembered } from '../lib/storage';

const keyOf = (project: string) => `colors:${project}`;

export function colorsOf(project: string): string[] {
  const colors = remembered<unknown>(keyOf(project), []);
  return Array.isArray(colors) ? colors.filter((color) => typeof color === 'string') : [];
}

export function rememberColors(project: string, colors: string[]): void {
  remember(keyOf(project), colors);
}
