/** Words of the comparison of two tests of models that find things. */

import { type Catalogue, registerTexts } from '../../../../lib/texts';

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
  drawAgain: [
    '换一批图片考，成绩也会变。我们从这 {n} 张里反复重新抽题，抽了 1000 次，每次都比一比两个模型。',
    'Other pictures would give another result. From these {n} pictures new tests were drawn, 1,000 times, and both models compared on each.',
  ],
  drawNothing: [
    '这些图片里没有要找的东西，比不出好坏。',
    'There is nothing to find in these pictures, so nobody can say which one is better.',
  ],
  bandWorse: ['更差', 'worse'],
  bandSame: ['一样好', 'as good'],
  bandBetter: ['更好', 'better'],
  bandNow: ['这次', 'This time'],
  bandKey: ['灰色：1000 次里，950 次落在这一段', 'Gray: where 950 of the 1,000 lie'],
  bandPicture: [
    '从更差到更好的一条线。灰色一段从 {a} 到 {b}，这次是 {k}；0 是一样好。',
    'A line from worse to better. The gray band goes from {a} to {b}, this time is {k}; 0 is as good.',
  ],
  drawBetter: [
    '灰色那一段都在“更好”这边：换一批图片考，多半还是这次的模型好。',
    'All of the gray lies on the better side: with other pictures too, this model would most likely win.',
  ],
  drawWorse: [
    '灰色那一段都在“更差”这边：换一批图片考，多半还是上次的模型好。',
    'All of the gray lies on the worse side: with other pictures too, the model before would most likely win.',
  ],
  drawUncertain: [
    '灰色那一段刚好碰到“一样好”。用更多图片考一考，才说得准。',
    'The gray just reaches “as good”. Test with more pictures to be sure.',
  ],
  drawMaybe: [
    '灰色那一段两边都有：换一批图片考，谁好谁差都有可能。',
    'The gray lies on both sides: with other pictures either model could win.',
  ],
  drawTooFew: [
    '至少要有 6 张图片变了，才看得出是不是运气。用更多图片考一考。',
    'At least 6 pictures must change before luck can be told apart. Test with more pictures.',
  ],
  seeWorse: ['看错得更多的 {n} 张', 'See {n} with more mistakes'],
  picturesBoth: [
    '同样的 {n} 张图片，前后各考一次',
    'The same {n} picture, before and after|The same {n} pictures, before and after',
  ],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
