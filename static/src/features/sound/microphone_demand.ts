/** When this page's own microphone may be wanted by the studio. Small: the first view knows it. */

import { signal } from '@preact/signals';
import type { Text } from '../../lib/types';
import type { Run } from '../../state/run';
import { isInUse } from '../video/camera_demand';

/** What a program calls the microphone of the page. */
const BROWSER = 'browser';

/** Why this page's microphone gives no sound to the studio; null while it does, or nobody wants it. */
export const microphoneProblem = signal<Text | null>(null);

export function wantsMicrophone(run: Run): boolean {
  return isInUse(run) && run.results.read().devices.some(({ what, name }) => what === 'microphone' && name === BROWSER);
}
