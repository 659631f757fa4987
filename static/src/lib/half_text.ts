/** Text that was typed and that the blocks do not follow yet, kept by this browser until they do. */

import { forget, recall, remember } from './storage';

/** base: the text that the blocks had when it was typed. */
export interface HalfText {
  text: string;
  base: string;
}
const makeKey = (project: string) => `half-text:${project}`;

export const keepHalfText = (project: string, half: HalfText) => remember(makeKey(project), half);
export const dropHalfText = (project: string) => forget(makeKey(project));
export const findHalfText = (project: string) => recall<HalfText | null>(makeKey(project), null);
