/** Words of testing a model on many pictures. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  manyOpen: ['考一批图片', 'Test many pictures'],
  manyTitle: ['考一批图片', 'Test many pictures'],
  manyBack: ['回到模型', 'Back to the models'],
  manyDrop: ['把一批图片或一个文件夹拖到这里', 'Drop pictures or a folder here'],
  manyDropText: [
    '一次最多 {m} 张。图片留在原处，关掉这一页就不再记得。',
    'Up to {m} at a time. They stay where they are, and are forgotten when you close this page.',
  ],
  manyFiles: ['选图片', 'Choose pictures'],
  manyFolder: ['选文件夹', 'Choose a folder'],
  manyMore: ['再加一些', 'Add more'],
  manyStop: ['停', 'Stop'],
  manyGoOn: ['接着认', 'Go on'],
  manyDone: ['{n} / {m} 张', '{n} of {m}'],
  manyAll: ['认完了，{n} 张', 'All {n} done'],
  manyCut: ['只认前 {m} 张', 'Only the first {m}'],
  manyLeft: ['{n} 个文件认不了', '{n} file left out|{n} files left out'],
  manyLeftWhy: ['{name}：{why}', '{name}: {why}'],
  manyEmpty: ['文件是空的。', 'The file is empty.'],
  manyLarge: ['图片太大了，先缩小一些。', 'The picture is too large. Make it smaller first.'],
  manyNoPicture: ['打不开，不是图片，或者坏了。', 'It does not open: no picture, or damaged.'],
  manyOrder: ['排列', 'Order'],
  manyUnsure: ['先看最没把握的', 'Least sure first'],
  manySure: ['先看最有把握的', 'Surest first'],
  manyDropped: ['按放进来的顺序', 'As dropped'],
  manyShow: ['看哪些', 'Show'],
  manyEvery: ['全部答案（{n}）', 'All answers ({n})'],
  manyOf: ['{name}（{n}）', '{name} ({n})'],
  manyFound: ['找到 {name} 的（{n}）', 'With {name} ({n})'],
  manyNothing: ['什么也没找到（{n}）', 'Nothing found ({n})'],
  manyWrong: ['和文件夹名不一样的（{n}）', 'Not as their folder says ({n})'],
  manyAddedOnes: ['已经加进数据的（{n}）', 'Added to the data ({n})'],
  manyRight: ['按文件夹名，{n} 张里认对 {m} 张', 'By their folders, {m} of {n} right'],
  manyRightShare: ['按文件夹名，认对 {p}（{m} / {n}）', 'By their folders, {p} right ({m} of {n})'],
  manyCsv: ['存成表格', 'Save as a table'],
  manyWall: ['图片和答案', 'Pictures and answers'],
  manySays: ['说是 {a}，把握 {p}', 'Says {a}, confidence {p}'],
  manySaysFound: ['找到 {n} 个，最小的把握 {p}', '{n} thing, least confidence {p}|{n} things, least confidence {p}'],
  manySaysNone: ['没找到东西', 'Nothing found'],
  manySaysAdded: ['加进“{a}”了', 'added to {a}'],
  manyTile: ['{a} · {p}', '{a} · {p}'],
  manyTileFound: ['{n} 个 · {p}', '{n} · {p}'],
  manyTileAdded: ['→ {a}', '→ {a}'],
  manyNone: ['没有这样的图片', 'No such pictures'],
  manyShowAll: ['看全部', 'Show all'],
  manyInto: ['加进数据，下次就会了', 'Add to the data, to learn from'],
  manyHint: [
    '先选出认错的图片，再拖到它真正的类别上。按类别前面的键、点一下类别也行。',
    'Select the wrong ones, then drag them to the class they really are. The key before a class, or a click on it, works too.',
  ],
  manySelected: ['选了 {n} 张', '{n} selected'],
  manyClear: ['不选了', 'Clear'],
  manyWhich: ['加进哪个数据集', 'Which data set'],
  manyInClass: ['加进“{name}”，现在 {n} 张', 'Add to {name}, {n} there now'],
  manyNewClass: ['新的类别', 'New class'],
  manyClassName: ['类别的名字', 'Name of the class'],
  manyNoSet: [
    '这个项目还没有图像分类的数据集。先在“数据”里新建一个。',
    'This project has no data set for classification yet. Make one in Data first.',
  ],
  manySample: [
    '“{name}”是自带的例子，不能改。先在“数据”里复制一份。',
    '{name} is a sample and cannot be changed. Duplicate it in Data first.',
  ],
  manyToData: ['去数据', 'Go to Data'],
  manyAdding: ['正在加 {n} / {m}', 'Adding {n} of {m}'],
  manyAdded: ['{n} 张加进了“{a}”', '{n} picture added to {a}|{n} pictures added to {a}'],
  manyKnown: ['{n} 张本来就有，没有再加', '{n} was there already, not added|{n} were there already, not added'],
  manyFailed: ['{n} 张加不进去：{why}', '{n} could not be added: {why}'],
  manyUndone: ['撤销了，{n} 张拿回来了', 'Undone, {n} taken back'],
  manyUndo: ['撤销', 'Undo'],
  manyTrain: ['用新的数据再训练', 'Train again'],
  manyNotAdded: ['还没有加图片', 'No picture added yet'],
  manyBefore: ['上一张', 'Previous picture'],
  manyNext: ['下一张', 'Next picture'],
  manyColumns: ['图片,答案,把握,文件夹,加进', 'picture,answer,confidence,folder,added'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
