/** Words of the comparison of two tests of models that find things. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  bothFound: ['两次都找到', 'Found both times'],
  nowFound: ['这次找到了', 'Found now'],
  nowMissed: ['这次没找到', 'Not found now'],
  bothMissed: ['两次都没找到', 'Never found'],
  foundMore: ['多找到 {n} 个', '{n} more found'],
  foundFewer: ['少找到 {n} 个', '{n} fewer found'],
  foundSame: ['找到的一样多', 'As many found'],
  kindsChanged: ['每种错有几处', 'Mistakes of each kind'],
  kindChange: ['{name}：原来 {n} 处，现在 {m} 处', '{name}: {n} before, {m} now'],
  fewerMistakes: ['错得更少的 {n} 张', '{n} picture with fewer mistakes|{n} pictures with fewer mistakes'],
  moreMistakes: ['错得更多的 {n} 张', '{n} picture with more mistakes|{n} pictures with more mistakes'],
  mistakesWords: ['原来错几处 → 现在错几处', 'mistakes before → now'],
  mistakesChange: ['原来错 {n} 处，现在错 {m} 处', '{n} mistakes before, {m} now'],
  alikeCount: [
    '另外 {n} 张错得一样多。',
    '{n} more has as many mistakes as before.|{n} more have as many mistakes as before.',
  ],
  drawNothing: [
    '这些图片里没有要找的东西，比不出好坏。',
    'There is nothing to find in these pictures, so nobody can say which one is better.',
  ],
  seeWorse: ['看错得更多的 {n} 张', 'See {n} with more mistakes'],
  picturesBoth: [
    '同样的 {n} 张图片，前后各考一次',
    'The same {n} picture, before and after|The same {n} pictures, before and after',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
