/** Words for labels that are probably wrong. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  suspectsTitle: ['这 {n} 张标对了吗？', 'Right or wrong? {n} label|Right or wrong? {n} labels'],
  suspectsText: ['最可疑的排在最前面', 'The most doubtful first'],
  suspectsDone: ['看过 {n} / {m}', '{n} of {m} looked at'],
  suspectSays: ['标的是 {label}，更像 {other}', 'Label {label}, looks like {other}'],
  suspectBars: ['可疑程度 {m} / 4', 'doubt {m} of 4'],
  suspectIs: ['就是 {label}', 'It is {label}'],
  suspectMake: ['改成 {label}', 'Make it {label}'],
  suspectMade: ['已改成 {label}', 'Now {label}'],
  suspectDeleted: ['已删除', 'Deleted'],
  suspectWas: ['原来标的是 {label}', 'It was {label}'],
  suspectLabel: ['标的是 {label}', 'Label {label}'],
  suspectAlready: ['已经是 {label} 了。标对了就按空格', 'It is {label} already. Space says that it is right'],
  suspectsMove: ['换一张', 'move'],
  suspectsSpace: ['空格', 'Space'],
  suspectsRight: ['标对了', 'it is right'],
  suspectsEnter: ['回车', 'Enter'],
  suspectsAsSaid: ['按建议改', 'as suggested'],
  suspectsAsk: ['标签还没有比过', 'Labels not compared yet'],
  suspectsAskText: [
    '让电脑把每一张和别的图片比一比，找出不像自己那一类的。',
    'The computer compares every picture with the others, and finds those unlike their own class.',
  ],
  suspectsLook: ['比一比标签', 'Compare labels'],
  suspectsAgain: ['重新比一比标签', 'Compare labels again'],
  suspectsLooking: ['正在比标签…', 'Comparing labels…'],
  suspectsStarting: ['正在打开模型…', 'Getting ready…'],
  suspectsLookingAt: ['正在比标签… {n} / {m}', 'Comparing labels… {n} of {m}'],
  suspectsFound: ['{n} 张的类别可能标错了', '{n} label may be wrong|{n} labels may be wrong'],
  suspectsFoundText: ['更像另一类。是不是错了，由你来定。', 'Each looks more like another class. You decide.'],
  suspectsOpen: ['一张一张看', 'Look one by one'],
  suspectsNone: ['没有可疑的标签', 'No doubtful labels'],
  suspectsChanged: [
    '比过以后，又改了 {n} 张的标签',
    '{n} label changed since they were compared|{n} labels changed since they were compared',
  ],
  suspectsChangedText: ['对不对，要再比一次才知道。', 'Compare again to see whether they are right.'],
  suspectsCompared: ['每一张都比过 · {t}', 'All of them compared · {t}'],
  suspectsAllSeen: ['都看过了', 'All of them looked at'],
  lookalikes: [
    '“{label}”和“{other}”很像：{m} 张里有 {n} 张分不清',
    '“{label}” and “{other}” look alike: {n} of {m} are mistaken|“{label}” and “{other}” look alike: {n} of {m} are mistaken',
  ],
  lookalikesText: [
    '如果其实是一类，就合在一起；如果是两类，多拍一些看得出不同的。',
    'If they are one class, join them; if they are two, take pictures that show the difference.',
  ],
  lookalikesMerge: ['合成一类“{label}”', 'Make them one: {label}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
