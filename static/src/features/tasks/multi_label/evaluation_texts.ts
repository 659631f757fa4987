/** Words of the evaluation of a model of several labels. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  tagsExact: ['标签全部答对的图片', 'Pictures with all labels right'],
  tagsMissed: ['漏掉', 'Missed'],
  tagsExtra: ['多说', 'Too many'],
  tagsMissedNames: ['漏：{names}', 'missed: {names}'],
  tagsExtraNames: ['多：{names}', 'too many: {names}'],
  tagsFix: ['看 {name} 的标签', 'See the labels of {name}'],
  tagsNone: ['没有标签', 'no label'],
  tagsAllMistakes: ['有错的图片', 'Pictures with mistakes'],
  tagsMissedTitle: ['有 {a}，模型没说', 'Has {a}, and it did not say so'],
  tagsExtraTitle: ['没有 {a}，模型却说有', 'No {a}, but it said so'],
  tagsHint: [
    '点一个数字，看漏掉的或者多说的图片。',
    'Choose a number to see the pictures that were missed, or said too many.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
