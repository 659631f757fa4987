/** When the motion sensor of this page's device may be wanted by the studio. Small: the first view knows it. */

import type { Run } from '../../state/run';
import { isInUse } from '../video/camera_demand';

/** What a program calls the sensor of a page. */
const PHONE = 'phone';

export function wantsMotion(run: Run): boolean {
  return isInUse(run) && run.results.read().devices.some(({ what, name }) => what === 'motion' && name === PHONE);
}
