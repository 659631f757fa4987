/** Words of this kind of learning: several labels. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskMultiLabel: ['多标签分类', 'Multi-label'],
  aboutMultiLabel: ['每张图片有几个标签：海、树、人', 'Each picture has several labels: sea, trees, people'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
