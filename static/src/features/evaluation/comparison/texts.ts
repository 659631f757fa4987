/** Words of the comparison of two tests. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  sameTest: ['同样的 {n} {counted}，前后各考一次', 'The same {n} test {counted}, before and after'],
  onlyCommon: ['只比两次都考过的 {n} {measure}', 'Only the {n} {measure} tested both times'],
  sameNamesTest: ['{n} {counted}，前后各考一次', '{n} test {counted}, before and after'],
  replacedOut: ['换了内容的 {n} {measure}不算', '{n} {measure} replaced, left out'],
  relabeledOut: ['改过标签的 {n} {measure}不算', '{n} {measure} with a new label left out'],
  noCommon: [
    '大考的{samples}换过了，两次考的题不一样，没法一道一道比。',
    'The test {samples} are others now, so the two tests cannot be compared one by one.',
  ],
  testBefore: ['上次', 'Before'],
  testAfter: ['这次', 'Now'],
  gainMore: ['多答对 {n} 道', '{n} more right'],
  gainFewer: ['少答对 {n} 道', '{n} fewer right'],
  gainNone: ['答对的一样多', 'As many right'],
  bothRight: ['两次都对', 'Right both times'],
  wentRight: ['改好了', 'Went right'],
  newlyWrong: ['新错的', 'Newly wrong'],
  bothWrong: ['两次都错', 'Wrong both times'],
  fixedCount: ['改好了 {n} 道', '{n} went right'],
  brokenCount: ['新错了 {n} 道', '{n} is newly wrong|{n} are newly wrong'],
  bothWrongCount: ['两次都错 {n} 道', '{n} wrong both times'],
  fixedWords: ['原来说成 → 现在说对', 'said before → says now'],
  brokenWords: ['原来说对 → 现在说成', 'right before → says now'],
  bothWrongWords: ['原来说成 → 现在说成', 'said before → says now'],
  reallyIs: ['其实是 {a}', 'Really {a}'],
  changeName: ['其实是 {a}：上次说 {b}，这次说 {c}', 'Really {a}: it said {b} before and says {c} now'],
  classBetter: [
    '“{a}”这一类变化最明显：改好 {n} 道，新错 {m} 道。模型可能更会认它了。',
    '“{a}” changed most clearly: {n} went right, {m} newly wrong. The model may recognize it better now.',
  ],
  classWorse: [
    '“{a}”这一类变化最明显：改好 {n} 道，新错 {m} 道。模型可能更不会认它了。',
    '“{a}” changed most clearly: {n} went right, {m} newly wrong. The model may recognize it less well now.',
  ],
  couldBeChance: ['会不会只是运气？', 'Could this be chance?'],
  unlikelyChance: ['多半不是运气', 'Most likely not luck'],
  hardToSay: ['说不准', 'Hard to say'],
  mayBeLuck: ['可能只是运气', 'May be luck'],
  tooFew: ['变化太少，还看不出', 'Too few to tell'],
  noneChanged: ['没有一道题的对错变了。', 'No answer changed between right and wrong.'],
  someChanged: [
    '有 {n} 道题的对错变了。要是两次的模型一样好，就像抛硬币：改好、改坏各占一半。',
    '{n} answer changed. If both models were equally good, it would be a coin toss.|{n} answers changed. If both models were equally good, each would be a coin toss: half get better, half get worse.',
  ],
  thisTime: ['这次：{n}', 'This time: {n}'],
  tossAxis: ['{n} 道变了的题里，改好了几道', 'Went right, of {n} changed answer|Went right, of {n} changed answers'],
  tossBand: ['灰色：抛 100 次，大约 95 次落在这里', 'Gray: luck, about 95 times in 100'],
  tossPicture: [
    '{n} 道变了的题里改好了 {k} 道；光靠运气，多半是 {a} 到 {b} 道',
    'Of {n} changed answers {k} went right; luck mostly makes it {a} to {b}',
  ],
  luckBetter: [
    '这次落在灰色外面：光靠运气很少这样，模型多半真的变好了。',
    'This time lies outside the gray. Luck seldom does that: the model most likely did get better.',
  ],
  luckWorse: [
    '这次落在灰色外面：光靠运气很少这样，模型多半真的变差了。',
    'This time lies outside the gray. Luck seldom does that: the model most likely did get worse.',
  ],
  luckUncertain: [
    '这次还在灰色里，不过偏得有点多。用更多{samples}考一考，才说得准。',
    'This time is inside the gray, but rather off its middle. Test with more {samples} to be sure.',
  ],
  luckMaybe: ['这次落在灰色里：光靠运气也常常这样。', 'This time is well inside the gray: luck often does that.'],
  luckTooFew: [
    '至少要有 6 道题变了，才看得出是不是运气。用更多{samples}考一考。',
    'At least 6 answers must change before luck can be told apart. Test with more {samples}.',
  ],
  dataChanged: ['数据改了什么', 'What changed in the data'],
  dataEdits: ['数据改了 {n} 处', '{n} change to the data|{n} changes to the data'],
  dataTrain: ['训练的{samples}', 'Training {samples}'],
  dataVal: ['小考的{samples}', 'Validation {samples}'],
  dataSame: ['两次用的是同样的训练数据', 'Both learned from the same data'],
  dataOther: ['两次用的训练数据不一样', 'They learned from different data'],
  sameQuestions: ['两次考的是同样的{samples}，这样才能比', 'Both tests asked the same {samples}, so this is fair'],
  sameNames: [
    '两次考的{samples}名字一样。早先的大考没有记下{samples}的内容，中间换过图片，就不能比',
    'Both tests asked {samples} of the same names. An older test has not kept what was in them: it is unfair where they were replaced',
  ],
  seeData: ['看数据', 'Data'],
  seeBroken: ['看新错的 {n} 道', 'See {n} newly wrong'],
  backToLast: ['恢复上一个模型', 'Restore the last model'],
  backDone: ['已恢复上一个模型', 'The last model is restored'],
  drawAgain: [
    '换一批{samples}考，成绩也会变。我们从这 {n} {measure}里反复重新抽题，抽了 1000 次，每次都比一比两个模型。',
    'Other {samples} would give another result. From these {n} {measure} new tests were drawn, 1,000 times, and both models compared on each.',
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
    '灰色那一段都在“更好”这边：换一批{samples}考，多半还是这次的模型好。',
    'All of the gray lies on the better side: with other {samples} too, this model would most likely win.',
  ],
  drawWorse: [
    '灰色那一段都在“更差”这边：换一批{samples}考，多半还是上次的模型好。',
    'All of the gray lies on the worse side: with other {samples} too, the model before would most likely win.',
  ],
  drawUncertain: [
    '灰色那一段刚好碰到“一样好”。用更多{samples}考一考，才说得准。',
    'The gray just reaches “as good”. Test with more {samples} to be sure.',
  ],
  drawMaybe: [
    '灰色那一段两边都有：换一批{samples}考，谁好谁差都有可能。',
    'The gray lies on both sides: with other {samples} either model could win.',
  ],
  drawTooFew: [
    '至少要有 6 {counted}变了，才看得出是不是运气。用更多{samples}考一考。',
    'At least 6 {counted} must change before luck can be told apart. Test with more {samples}.',
  ],
  openComparison: ['看前后对比', 'Compare'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
