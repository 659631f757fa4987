/** When this page's own camera may be wanted by the studio. Small: the first view knows it. */

import { signal } from '@preact/signals';
import type { Text } from '../../lib/types';
import type { Run } from '../../state/run';

/** What a program calls the camera of the page. */
export const BROWSER = 'browser';
/** How many previews on this page show this page's camera. */
export const previews = signal(0);

/** Why this page's camera gives no pictures to the studio; null while it does, or nobody wants it. */
export const browserCameraProblem = signal<Text | null>(null);

/**
 * Whether the devices and videos of the results are in use now; while a run starts, they are still those of the one
 * before.
 */
export function isInUse(run: Run): boolean {
  return run.busy.value && run.phase.value !== 'starting';
}

export function wantsCamera(run: Run): boolean {
  return (
    previews.value > 0 ||
    (isInUse(run) && run.results.read().devices.some((one) => one.what === 'camera' && one.name === BROWSER))
  );
}
