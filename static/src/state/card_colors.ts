/** What a project's blocks look like from afar, as this browser saw them last: for its card on the first page. */

import { recall, remember } from '../lib/storage';

const makeStorageKey = (project: string) => `colors:${project}`;

export function getColors(project: string): string[] {
  const colors = recall<unknown>(makeStorageKey(project), []);
  return Array.isArray(colors) ? colors.filter((color) => typeof color === 'string') : [];
}

export function rememberColors(project: string, colors: string[]): void {
  remember(makeStorageKey(project), colors);
}
