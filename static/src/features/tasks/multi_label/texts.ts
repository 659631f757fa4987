/** Words of this kind of learning: several labels. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskMultiLabel: ['多标签分类', 'Multi-label'],
  aboutMultiLabel: ['每张图片有几个标签：海、树、人', 'Each picture has several labels: sea, trees, people'],
  guideTask_multi_label: ['贴标签', 'Label'],
  guideTaskText_multi_label: [
    '一张图片有哪几样：有沙滩，也有海；也可以一样都没有',
    'All that a picture shows: beach and sea, or none of them',
  ],
  guideLearn_multi_label: ['改成贴标签', 'Learn to label instead'],
  guideMethodText_multi_label_quick: [
    '网络见过一百万张照片，只学最后一步。先试试，选它。',
    'The network has seen a million photographs and learns the last step only. Start here.',
  ],
  guideMethodText_multi_label_careful: [
    '网络的后半段也跟着你的图片学。等得久一些，通常更准。',
    'The later half of the network learns from your pictures, too. Takes longer, often better.',
  ],
  guideMethodText_multi_label_board: [
    '网络很小，小板子也装得下。只看 32 × 32 像素的灰图，可能没那么准。',
    'A tiny network that fits on a board. It sees only 32 × 32 gray pixels and may be less exact.',
  ],
  guideMini_tagger: ['多标签模型 {name}', 'model of several labels {name}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
