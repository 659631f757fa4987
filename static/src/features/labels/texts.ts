/** Names of what data sets have labels for, and of their parts. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  partTrain: ['训练', 'Training'],
  partVal: ['小考', 'Validation'],
  partTest: ['大考', 'Test'],
  partAuto: ['{name}（自动分的）', '{name} (split automatically)'],
  setName: ['数据集的名字', 'Name of the data set'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
