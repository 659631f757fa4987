/** Words for labels that are probably wrong. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  suspectsTitle: ['这 {n} 张标对了吗？', 'Is {n} label right?|Are these {n} labels right?'],
  suspectsText: ['最可疑的排在最前面', 'The most doubtful first'],
  suspectsDone: ['看过 {n} / {m}', '{n} of {m} looked at'],
  suspectSays: ['标的是 {label}，更像 {other}', 'Label {label}, looks like {other}'],
  suspectBars: ['可疑程度 {m} / 4', 'doubt {m} of 4'],
  suspectIs: ['就是 {label}', 'It is {label}'],
  suspectMake: ['改成 {label}', 'Make it {label}'],
  suspectMade: ['已改成 {label}', 'Now {label}'],
  suspectDeleted: ['已删除', 'Deleted'],
  suspectsMove: ['换一张', 'move'],
  suspectsSpace: ['空格', 'Space'],
  suspectsRight: ['标对了', 'it is right'],
  suspectsEnter: ['回车', 'Enter'],
  suspectsAsSaid: ['按建议改', 'as suggested'],
  suspectsOther: ['改成别的类', 'another class'],
  suspectsAsk: ['有没有标错的？', 'Any wrong labels?'],
  suspectsAskText: [
    '让电脑把每一张和别的图片比一比，找出不像自己那一类的。',
    'The computer compares every picture with the others, and finds those unlike their own class.',
  ],
  suspectsLook: ['找一找', 'Look for them'],
  suspectsAgain: ['再找一遍', 'Look again'],
  suspectsLooking: ['正在一张一张比…', 'Comparing them…'],
  suspectsFound: ['{n} 张的类别可能标错了', '{n} label may be wrong|{n} labels may be wrong'],
  suspectsFoundText: ['它们更像另一类。是不是错了，由你来定。', 'They look more like another class. You decide.'],
  suspectsOpen: ['一张一张看', 'Look at them'],
  suspectsNone: ['没有可疑的标签了', 'No doubtful labels left'],
  lookalikes: [
    '“{label}”和“{other}”很像：{m} 张里有 {n} 张分不清',
    '“{label}” and “{other}” look alike: {n} of {m} are mistaken|“{label}” and “{other}” look alike: {n} of {m} are mistaken',
  ],
  lookalikesText: [
    '如果其实是一类，就合在一起；如果是两类，多拍一些看得出不同的。',
    'If they are one class, join them; if they are two, take pictures that show the difference.',
  ],
  lookalikesMerge: ['合成一类“{label}”', 'Make them one: {label}'],
  suspectsNoneText: ['改过图片以后可以再找一遍。', 'Look again after changing the pictures.'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
