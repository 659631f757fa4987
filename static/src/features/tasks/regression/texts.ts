/** Words of this kind of learning: a number from a picture. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskRegression: ['数值回归', 'Regression'],
  aboutRegression: ['每张图片有一个数：角度、距离、数量', 'Each picture has a number: an angle, a distance, how many'],
  guideTask_regression: ['估一个数', 'Estimate'],
  guideTaskText_regression: [
    '从图片估一个数：指针指到几度，手张开多大',
    'A number from a picture: where a pointer points, how far a hand is open',
  ],
  guideLearn_regression: ['改成估一个数', 'Learn to estimate instead'],
  guideMethodText_regression_quick: [
    '网络见过一百万张照片，后半段跟着你的图片学。先试试，选它。',
    'The network has seen a million photographs; its later half learns from your pictures. Start here.',
  ],
  guideMethodText_regression_careful: [
    '同样的网络，多学几轮。等得久一些，通常估得更准。',
    'The same network for more epochs. Takes longer, often with smaller errors.',
  ],
  guideMethodText_regression_board: [
    '网络很小，小板子也装得下。只看 32 × 32 像素的灰图，可能没那么准。',
    'A tiny network that fits on a board. It sees only 32 × 32 gray pixels and may be less exact.',
  ],
  guideMini_regressor: ['数值模型 {name}', 'number model {name}'],
  numberBlock: ['积木里用“… 里的数”取出这个数。', 'In blocks, “number in …” gives this number.'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
