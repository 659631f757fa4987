/** Words of testing a model on many pictures. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  batchOpen: ['考一批图片', 'Test many pictures'],
  batchTitle: ['考一批图片', 'Test many pictures'],
  batchBack: ['回到模型', 'Back to the models'],
  batchDrop: ['把一批图片或一个文件夹拖到这里', 'Drop pictures or a folder here'],
  batchDropText: [
    '一次最多 {m} 张。图片留在原处，关掉这一页就不再记得。',
    'Up to {m} at a time. They stay where they are, and are forgotten when you close this page.',
  ],
  batchFiles: ['选图片', 'Choose pictures'],
  batchFolder: ['选文件夹', 'Choose a folder'],
  batchMore: ['再加一些', 'Add more'],
  batchStop: ['停', 'Stop'],
  batchGoOn: ['接着认', 'Go on'],
  batchDone: ['{n} / {m} 张', '{n} of {m}'],
  batchAll: ['认完了，{n} 张', 'All {n} done'],
  batchCut: ['只认前 {m} 张', 'Only the first {m}'],
  batchLeft: ['{n} 个文件认不了', '{n} file left out|{n} files left out'],
  batchLeftWhy: ['{name}：{why}', '{name}: {why}'],
  batchEmpty: ['文件是空的。', 'The file is empty.'],
  batchLarge: ['图片太大了，先缩小一些。', 'The picture is too large. Make it smaller first.'],
  batchNoPicture: ['打不开，不是图片，或者坏了。', 'It does not open: no picture, or damaged.'],
  batchOrder: ['排列', 'Order'],
  batchUnsure: ['先看最没把握的', 'Least sure first'],
  batchSure: ['先看最有把握的', 'Surest first'],
  batchDropped: ['按放进来的顺序', 'As dropped'],
  batchShow: ['看哪些', 'Show'],
  batchEvery: ['全部答案（{n}）', 'All answers ({n})'],
  batchOf: ['{name}（{n}）', '{name} ({n})'],
  batchFound: ['找到 {name} 的（{n}）', 'With {name} ({n})'],
  batchNothing: ['什么也没找到（{n}）', 'Nothing found ({n})'],
  batchWrong: ['和文件夹名不一样的（{n}）', 'Not as their folder says ({n})'],
  batchAddedOnes: ['已经加进数据的（{n}）', 'Added to the data ({n})'],
  batchRight: ['按文件夹名，{n} 张里认对 {m} 张', 'By their folders, {m} of {n} right'],
  batchRightShare: ['按文件夹名，认对 {p}（{m} / {n}）', 'By their folders, {p} right ({m} of {n})'],
  batchCsv: ['存成表格', 'Save as a table'],
  batchWall: ['图片和答案', 'Pictures and answers'],
  batchSays: ['说是 {a}，把握 {p}', 'Says {a}, confidence {p}'],
  batchSaysFound: ['找到 {n} 个，最小的把握 {p}', '{n} thing, least confidence {p}|{n} things, least confidence {p}'],
  batchSaysNone: ['没找到东西', 'Nothing found'],
  batchSaysAdded: ['加进“{a}”了', 'added to {a}'],
  batchTile: ['{a} · {p}', '{a} · {p}'],
  batchTileFound: ['{n} 个 · {p}', '{n} · {p}'],
  batchTileAdded: ['→ {a}', '→ {a}'],
  batchNone: ['没有这样的图片', 'No such pictures'],
  batchShowAll: ['看全部', 'Show all'],
  batchInto: ['加进数据，下次就会了', 'Add to the data, to learn from'],
  batchHint: [
    '先选出认错的图片，再拖到它真正的类别上。按类别前面的键、点一下类别也行。',
    'Select the wrong ones, then drag them to the class they really are. The key before a class, or a click on it, works too.',
  ],
  batchSelected: ['选了 {n} 张', '{n} selected'],
  batchClear: ['不选了', 'Clear'],
  batchWhich: ['加进哪个数据集', 'Which data set'],
  batchInClass: ['加进“{name}”，现在 {n} 张', 'Add to {name}, {n} there now'],
  batchNewClass: ['新的类别', 'New class'],
  batchClassName: ['类别的名字', 'Name of the class'],
  batchNoSet: [
    '这个项目还没有图像分类的数据集。先在“数据”里新建一个。',
    'This project has no data set for classification yet. Make one in Data first.',
  ],
  batchSample: [
    '“{name}”是自带的例子，不能改。先在“数据”里复制一份。',
    '{name} is a sample and cannot be changed. Duplicate it in Data first.',
  ],
  batchToData: ['去数据', 'Go to Data'],
  batchAdding: ['正在加 {n} / {m}', 'Adding {n} of {m}'],
  batchAdded: ['{n} 张加进了“{a}”', '{n} picture added to {a}|{n} pictures added to {a}'],
  batchKnown: ['{n} 张本来就有，没有再加', '{n} was there already, not added|{n} were there already, not added'],
  batchFailed: ['{n} 张加不进去：{why}', '{n} could not be added: {why}'],
  batchUndone: ['撤销了，{n} 张拿回来了', 'Undone, {n} taken back'],
  batchUndo: ['撤销', 'Undo'],
  batchTrain: ['用新的数据再训练', 'Train again'],
  batchNotAdded: ['还没有加图片', 'No picture added yet'],
  batchBefore: ['上一张', 'Previous picture'],
  batchNext: ['下一张', 'Next picture'],
  batchColumns: ['图片,答案,把握,文件夹,加进', 'picture,answer,confidence,folder,added'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
