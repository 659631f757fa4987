/** Words of the chips beside the layers of a network. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  shapeMisfit: ['{shape} 接不上', '{shape} does not fit'],
  shapeNumbers: ['{n} 个数', '{n} number|{n} numbers'],
  shapeUnknown: ['运行后才知道', 'Known when it runs'],
  shapeGives: ['给出 {shape}', 'Gives {shape}'],
  shapeGivesLearning: ['给出 {shape}，有 {n} 个能学的数', 'Gives {shape}, weights: {n}'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
