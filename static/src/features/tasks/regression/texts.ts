/** Words of this kind of learning: a number from a picture. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskRegression: ['数值回归', 'Regression'],
  aboutRegression: ['每张图片有一个数：角度、距离、数量', 'Each picture has a number: an angle, a distance, how many'],
  numberBlock: ['积木里用“… 里的数”取出这个数。', 'In blocks, “number in …” gives this number.'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
