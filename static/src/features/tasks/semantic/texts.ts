/** Words of this kind of learning: painted areas. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskSemantic: ['语义分割', 'Semantic segmentation'],
  aboutSemantic: ['每个像素属于一类：路、天空', 'Every pixel has a class: road, sky'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
