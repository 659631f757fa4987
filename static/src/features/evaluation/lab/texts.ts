/** Words of the mistake lab. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  labBack: ['回到错题本', 'Back to the mistakes'],
  labPlace: ['第 {n} / {m} 道错题', 'Mistake {n} of {m}'],
  labBefore: ['上一道', 'Mistake before'],
  labNext: ['下一道', 'Next'],
  labPicture: ['这张图片', 'The picture'],
  labCovered: ['盖住以后', 'Covered'],
  labPictureName: ['其实是 {a} 的图片', 'A picture that is really {a}'],
  labCoveredName: ['盖住白圈以后的图片', 'The picture with the ring covered'],
  labLooked: ['模型看了哪里', 'Where it looked'],
  labHeatName: [
    '图片上的颜色：越亮看得越多，白圈里看得最多',
    'Colors on the picture: brighter is more, most inside the ring',
  ],
  labAnswers: ['它的回答', 'What it said'],
  labSaid: ['说成', 'Said'],
  labSaidCovered: ['盖住后说成', 'Now it says'],
  labReally: ['其实是', 'Really'],
  labWrong: ['答错', 'Wrong'],
  labRight: ['答对', 'Right'],
  labLabel: ['标签', 'Label'],
  labSure: ['它有多少把握', 'Its confidence'],
  labLooking: ['正在看…', 'Looking…'],
  labNoModel: [
    '大考用的模型文件不在了，看不到它看了哪里。',
    'The model file of this test is gone, so nobody can see where it looked.',
  ],
  labNoHeat: ['没有哪一块特别要紧，看不出它看了哪里。', 'No part of the picture matters more than another.'],
  labLittle: ['看得少', 'little'],
  labMuch: ['看得多', 'much'],
  labTrying: ['正在盖住白圈试一试…', 'Trying it with the ring covered…'],
  labChanges: [
    '白圈里看得最多。盖住白圈，模型就改说 {b}。',
    'It looked most inside the ring. Cover it, and it says {b}.',
  ],
  labStays: [
    '白圈里看得最多。盖住白圈，它还是说 {a}。',
    'It looked most inside the ring. Cover it, it still says {a}.',
  ],
  labCover: ['盖住试试', 'Cover it'],
  labUncover: ['不盖了', 'Uncover it'],
  labLearned: ['大考以后模型又学过了，现在它说 {b}。', 'The model has learned since the test. Now it says {b}.'],
  labOtherModel: ['大考用的模型文件不在了，这里问的是 {file}。', 'The tested model file is gone. This is {file}.'],
  labNearest: ['训练时学过的，最像它的几张', 'The training pictures most like it'],
  labNearestFirst: ['最像的排在最前面', 'Most alike first'],
  labNearestSoFar: ['正在比，看了 {n} / {m} 张', 'Comparing: {n} of {m} pictures'],
  labNoNearest: ['找不到它学过的图片，没法比。', 'The pictures that it learned from are not here.'],
  labNotCompared: ['没有模型，没法比。', 'Without the model nothing can be compared.'],
  labNearName: ['第 {n} 像：标签是 {a}', 'Number {n}: labeled {a}'],
  labSameLabel: ['和这张一样', 'the same as this one'],
  labHow: ['怎么让它学会？', 'How can it learn this?'],
  labWeighing: ['正在找原因…', 'Looking for the reason…'],
  labWhyBlurred: ['这张比别的图片模糊得多', 'It is much more blurred than the others'],
  labWhyDark: ['这张比别的图片暗得多', 'It is much darker than the others'],
  labWhyAgainst: ['最像它的 {m} 张，标的都是“{b}”', 'All {m} pictures most like it are labeled {b}'],
  labWhyMostAgainst: [
    '最像它的 {m} 张里，有 {n} 张标的是“{b}”',
    'Of the {m} pictures most like it, {n} are labeled {b}',
  ],
  labWhyNone: ['最像它的 {m} 张里，没有一张是“{a}”', 'Of the {m} pictures most like it, none is labeled {a}'],
  labWhyFew: [
    '最像它的 {m} 张里，“{a}”只有 {n} 张',
    'Of the {m} pictures most like it, only {n} says {a}|Of the {m} pictures most like it, only {n} say {a}',
  ],
  labWhyMixed: [
    '最像它的 {m} 张里，{n} 张是“{a}”',
    'Of the {m} pictures most like it, {n} says {a}|Of the {m} pictures most like it, {n} say {a}',
  ],
  labWhyUnknown: ['没有能比的图片，你自己看看', 'There is nothing to compare. Look for yourself'],
  labMore: ['多拍一些“{a}”', 'More pictures of {a}'],
  labMoreFew: ['这样的“{a}”学得太少', 'It has seen too few {a} like this'],
  labMoreText: ['照着这张的样子再拍，换几个角度。', 'The same thing, from other angles.'],
  labMoreNot: ['这是自带的图片，不能再拍。', 'These pictures came with Sunmao; no more can be taken.'],
  labFix: ['标签标错了', 'The label is wrong'],
  labFixText: ['看清楚了再改，改了随时能撤销。', 'Look closely first. You can undo it.'],
  labMakeIt: ['改成 {b}', 'Make it {b}'],
  labOther: ['选别的类', 'Another class'],
  labMade: ['改成 {b} 了', 'Now it is {b}'],
  labLeave: ['这张不该用来大考', 'It should not be in the test'],
  labLeaveText: ['拍坏了才拿掉。它会放进回收站。', 'Only if it is spoilt. It goes into the bin.'],
  labLeaveOut: ['不用它', 'Leave it out'],
  labLeft: ['放进回收站了', 'In the bin'],
  labNotEditable: ['这张图片不在能改的数据集里。', 'It lies in no data set that can be changed.'],
  labSame: ['同样的错还有 {n} 道', '{n} more mistake like this|{n} more mistakes like this'],
  labSameName: ['同样的错：{name}', 'The same mistake: {name}'],
  labChanged: ['数据改了 {n} 处', '{n} change to the data|{n} changes to the data'],
  labUnchanged: ['数据还没改', 'No changes yet'],
  labTrain: ['用改好的数据再训练', 'Train again'],
  objNearest: ['训练时学过的，最像它的几个', 'The things it learned from that are most like it'],
  objNearestSoFar: ['正在比，看了 {n} / {m} 个', 'Comparing: {n} of {m}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
