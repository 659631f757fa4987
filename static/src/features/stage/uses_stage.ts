/** Whether a program has a stage: all that the first load needs to know of it. */

import { signal } from '@preact/signals';
import type { ProjectStore } from '../../state/project_store';

/** Whether the stage stands large in place of the blocks. */
export const enlarged = signal(false);

/** Whether the program puts something on the stage. Its Python says so, also where a child typed it. */
export function usesStage(opened: ProjectStore): boolean {
  return opened.program.value.python.includes('from sunmao.stage import');
}

/** Whether it hears the keyboard: then the stage is in front when it runs. */
export function hearsKeys(opened: ProjectStore): boolean {
  return usesStage(opened) && /\bkey\(/.test(opened.program.peek().python);
}
