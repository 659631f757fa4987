/** Words of a model that says a number of a picture. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  numberMae: ['平均误差', 'Mean absolute error'],
  numberMaeText: ['{n} {counted}，平均差这么多', 'Off by so much on average, over {n} {counted}'],
  numberBaseline: ['每次都说平均数', 'Always the mean'],
  numberBaselineText: [
    '不看题，每次都说训练时的平均数，会差这么多。',
    'So much it would be off without looking, saying the mean of the training each time.',
  ],
  numberNothing: [
    '还不比每次都说平均数好：多学几轮，或者多找一些{samples}。',
    'No better than always saying the mean: train for longer, or find more {samples}.',
  ],
  numberScatter: ['真正的数和模型估的数', 'Truth and answer'],
  numberScatterText: [
    '一个点是一{counted}。点在斜线上，就完全估对了；离得越远，错得越多。',
    'Each of the {counted} is a point. On the diagonal it is exactly right; the farther away, the larger the error.',
  ],
  numberScatterSaid: [
    '{n} {counted}的散点图，平均误差 {m}。它们的数在旁边的列表里。',
    'Scatter plot of {n} {counted}, mean absolute error {m}. The list beside it has their numbers.',
  ],
  numberPoint: ['其实是 {a}，估成 {b}', 'Really {a}, answer {b}'],
  numberTruth: ['真正的数', 'Truth'],
  numberAnswer: ['模型估的数', 'Answer'],
  numberLargest: ['错得最多的排在前面', 'The largest errors first'],
  numberOff: ['差 {n}', 'off by {n}'],
  numberScale: ['从 {a} 到 {b} 的刻度，指着 {n}', 'A scale from {a} to {b}, at {n}'],
  numberBeyond: [
    '学过的图片都在 {a} 到 {b} 之间，这个数不太可靠。',
    'It learned from {a} to {b} only; this number is less reliable.',
  ],
  numberGuideScore: ['平均差 {n}', 'Off by {n} on average'],
  numberGuideBaseline: [
    '不看题、每次都说平均数，会差 {n}。',
    'Without looking, always saying the mean, it would be off by {n}.',
  ],
  numberAlike: ['差不多', 'About the same'],
  numberNearer: ['更准了', 'Nearer now'],
  numberFarther: ['更不准了', 'Farther now'],
  numberNearerCount: ['估得更准的 {n} {measure}', '{n} {measure} nearer to the truth'],
  numberFartherCount: ['估得更不准的 {n} {measure}', '{n} {measure} farther from the truth'],
  numberThenNow: ['原来估的 → 现在估的', 'answer before → now'],
  numberSeeFarther: ['看更不准的 {n} {measure}', 'See the {n} {measure} that went farther'],
  numberErrorLess: ['误差小了 {n}', 'Error down by {n}'],
  numberErrorMore: ['误差大了 {n}', 'Error up by {n}'],
  numberErrorSame: ['误差一样大', 'As large an error'],
  numberMore: ['多拍一些接近 {a} 的图片', 'More pictures near {a}'],
  numberMoreText: ['同样的数，换换地方、光线和背景。', 'The same number in other places, light and surroundings.'],
  numberFix: ['数写错了', 'The number is wrong'],
  numberOther: ['选别的数', 'Another number'],
  numberFixTable: ['看看图片，把正确的数填上。', 'Look at the picture and type the right number.'],
  numberSame: ['接近 {a} 的另外 {n} 张', '{n} more near {a}'],
  numberWhyAgainst: ['最像它的 {m} 张里，有 {n} 张的数接近 {b}', 'Of the {m} pictures most like it, {n} are near {b}'],
  numberWhyNear: ['最像它的 {m} 张里，{n} 张的数接近 {a}', 'Of the {m} pictures most like it, {n} are near {a}'],
  numberSmallest: ['从小到大', 'Smallest first'],
  numberBiggest: ['从大到小', 'Largest first'],
  numberBatchError: ['按文件夹名，{n} 张平均差 {m}', 'By their folders, {n} are off by {m} on average'],
  numberColumnUnit: ['单位', 'Unit'],
  numberColumnError: ['误差', 'Error'],
  numberUnit: ['数的单位（可以不写）', 'Unit of the numbers (if any)'],
  numberFolders: [
    '自己拍：每个文件夹用一个数起名，比如 0、45、90，每个数拍几十张。',
    'Your own: name each folder by a number, such as 0, 45, 90, and take some dozens of pictures of each.',
  ],
  numberNothingRows: [
    '还不比每次都说平均数好：换一种方法，或者多找一些行、加一些有关系的列。',
    'No better than always saying the mean: try another way of learning, more rows, or more columns that matter.',
  ],
  numberLargestErrors: ['看错得最多的', 'See the largest errors'],
  numberGuideWorst: ['错得最多的', 'The largest errors'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
