/** Words of this kind of learning: one class for each picture. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskClassification: ['图像分类', 'Classification'],
  aboutClassification: ['每张图片是一类：猫还是狗', 'Each picture is one class: cat or dog'],
  guideTask_classification: ['认东西', 'Recognize'],
  guideTaskText_classification: [
    '这张图片是哪一类：猫、狗、石头、布',
    'Which class a picture is: cat or dog, rock or paper',
  ],
  guideLearn_classification: ['改成认东西', 'Learn to recognize instead'],
  guideMethodText_classification_quick: [
    '网络见过一百万张照片，只学最后一步。先试试，选它。',
    'The network has seen a million photographs and learns the last step only. Start here.',
  ],
  guideMethodText_classification_careful: [
    '网络的后半段也跟着你的图片学。等得久一些，通常更准。',
    'The later half of the network learns from your pictures, too. Takes longer, often better.',
  ],
  guideMethodText_classification_board: [
    '网络很小，小板子也装得下。只看 32 × 32 像素的灰图，可能没那么准。',
    'A tiny network that fits on a board. It sees only 32 × 32 gray pixels and may be less exact.',
  ],
  guideMini_model: ['分类模型 {name}', 'classifier {name}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
