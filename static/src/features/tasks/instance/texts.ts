/** Words of this kind of learning: outlines. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskInstance: ['实例分割', 'Instance segmentation'],
  aboutInstance: ['标出每一个东西的轮廓', 'The outline of every single thing'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
