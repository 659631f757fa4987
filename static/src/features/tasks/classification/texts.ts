/** Words of this kind of learning: one class for each picture. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskClassification: ['图像分类', 'Classification'],
  aboutClassification: ['每张图片是一类：猫还是狗', 'Each picture is one class: cat or dog'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
