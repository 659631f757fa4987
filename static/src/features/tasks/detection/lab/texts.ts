/** Words of the mistake lab for one thing of a model that finds things. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  objWrong: ['认错了：其实是 {a}，却说成 {b}', 'Misnamed: really {a}, but it said {b}'],
  objMisplaced: ['框偏了：{a} 的框没有框准', 'Misplaced: the box of {a} does not fit'],
  objTwice: ['重复了：同一个 {a} 框了不止一次', 'Twice: one {a} has more than one box'],
  objImagined: ['多找了：那里没有 {a}', 'False alarm: there is no {a}'],
  objMissed: ['漏掉了：{a} 在那里，却没找到', 'Missed: {a} is there, but was not found'],
  objBoxes: ['图片和框', 'The picture and its boxes'],
  objPictureName: ['图片，粗框是这道错题', 'The picture; the thick box is this mistake'],
  objHeatName: [
    '图片上的颜色：越亮看得越多；框是这道错题',
    'Colors on the picture: brighter is more; the box is this mistake',
  ],
  objNothing: ['没有', 'nothing'],
  objThere: ['其实', 'There is'],
  objSaid: ['它说', 'It said'],
  objClosely: ['放大看', 'Look closely'],
  objSure: ['它说这里像什么', 'What it says this is'],
  objNoIdea: ['它什么也没说', 'It said nothing'],
  objLost: [
    '框里它最看白圈。盖住白圈，它就什么也找不到了。',
    'In the box it looked most inside the ring. Cover it, and it finds nothing here.',
  ],
  objChanges: [
    '框里它最看白圈。盖住白圈，它就改说 {b}。',
    'In the box it looked most inside the ring. Cover it, and it says {b}.',
  ],
  objStays: [
    '框里它最看白圈。盖住白圈，它还是说这里有 {a}。',
    'In the box it looked most inside the ring. Cover it, it still finds {a}.',
  ],
  objUnsure: [
    '它说这里是 {a}，把握 {p}，可是不到 {q} 就不算找到。',
    'It found {a} here with a confidence of {p}, but below {q} nothing counts as found.',
  ],
  objBlind: ['它在这里什么也没找到。', 'It found nothing here at all.'],
  objLearned: [
    '大考以后模型又学过了，现在它在这里什么也没找到。',
    'The model has learned since the test. Now it finds nothing here.',
  ],
  objWhyMostAgainst: ['最像它的 {m} 个里，有 {n} 个标的是“{b}”', 'Of the {m} things most like it, {n} are labeled {b}'],
  objWhyAgainst: ['最像它的 {m} 个，标的都是“{b}”', 'All {m} things most like it are labeled {b}'],
  objWhyNone: ['最像它的 {m} 个里，没有一个是“{a}”', 'Of the {m} things most like it, none is labeled {a}'],
  objWhyFew: [
    '最像它的 {m} 个里，“{a}”只有 {n} 个',
    'Of the {m} things most like it, only {n} says {a}|Of the {m} things most like it, only {n} say {a}',
  ],
  objWhyMixed: [
    '最像它的 {m} 个里，{n} 个是“{a}”',
    'Of the {m} things most like it, {n} says {a}|Of the {m} things most like it, {n} say {a}',
  ],
  objMoreText: ['照着这张的样子再拍，拍好了画上框。', 'The same thing from other angles. Then draw its boxes.'],
  objMoreWithout: ['多给它看没有“{a}”的图片', 'More pictures without any {a}'],
  objMoreWithoutText: [
    '有这样的东西、却没有“{a}”的图片，也放进训练里。',
    'Pictures with such things in them, but no {a}: it learns from these, too.',
  ],
  objMore: ['添这样的图片', 'Add pictures like this'],
  objNotThere: ['那里没有“{a}”', 'There is no {a} there'],
  objRemove: ['去掉这个框', 'Remove its box'],
  objRemoved: ['框去掉了', 'Its box is gone'],
  objIsThere: ['那里真的有“{a}”', 'There really is a thing: {a}'],
  objTwoThere: ['那里真的有两个', 'There really are two'],
  objAdd: ['加上这个框', 'Add this box'],
  objAdded: ['框加上了', 'The box is there now'],
  objBadBox: ['框画歪了', 'The label’s box is off'],
  objUseIts: ['用它的框', 'Use its box'],
  objMoved: ['换成它的框了', 'Its box is used now'],
  objSee: ['自己画', 'Draw it yourself'],
  objGone: ['这个框已经改过了，先去标注里看看。', 'This box was changed meanwhile. Have a look at the labels first.'],
  objSame: ['同样的错还有 {n} 处', '{n} more mistake like this|{n} more mistakes like this'],
  objWhy: ['为什么会错', 'Why'],
  objPlace: ['第 {n} / {m} 处错', 'Mistake {n} of {m}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
