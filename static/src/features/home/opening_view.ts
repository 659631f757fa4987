/** Which view a project opens with. */

import type { View } from '../../lib/route';

/** Where it began, '' or undefined for its blocks; of what has pictures and no blocks yet, the pictures. */
export function pickView(began: View | '' | undefined, blocks: number, pictures: boolean): View {
  return began || (pictures && !blocks ? 'data' : 'blocks');
}
