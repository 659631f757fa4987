/** Words of this kind of learning: boxes. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskDetection: ['目标检测', 'Detection'],
  aboutDetection: ['用方框标出东西在哪里', 'Boxes say where things are'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
