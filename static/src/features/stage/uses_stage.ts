/** Whether a program has a stage: all that the first load needs to know of it. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { ProjectStore } from '../../state/project_store';
import type { Scene } from './scene';

/** Whether the stage stands large in place of the blocks. */
export const enlarged = signal(false);

export type LibraryTab = 'library' | 'draw' | 'cut';
/** Where a sprite is chosen in place of the blocks; null: nowhere. */
export const choosing = signal<LibraryTab | null>(null);

/** What the stage that is shown told last; null: none is shown. */
export const told = signal<ReadonlySignal<Scene> | null>(null);

/** Whether the program puts something on the stage. Its Python says so, also where a child typed it. */
export function usesStage(opened: ProjectStore): boolean {
  return opened.program.value.python.includes('from sunmao.stage import');
}

/** Whether it hears the keyboard: then the stage is in front when it runs. */
export function hearsKeys(opened: ProjectStore): boolean {
  return usesStage(opened) && /\bkey\(/.test(opened.program.peek().python);
}
