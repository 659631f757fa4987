/** Words of the Models view and the shelf. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  modelFiles: ['这个项目的模型', 'Models of this project'],
  modelFile: ['模型文件', 'Model file'],
  modelBest: ['{name} · 最好的一轮（第 {n} 轮）', '{name} · best epoch ({n})'],
  modelEpoch: ['{name} · 第 {n} 轮', '{name} · epoch {n}'],
  modelLatest: ['{name} · 最后一轮', '{name} · last epoch'],
  modelTraining: ['训练', 'training'],
  modelUse: ['在程序里用这个', 'Use this one in the program'],
  modelUsed: [
    '程序里改了 {n} 处，现在用“{name}”；可以撤销',
    '{name} is used now: changed in {n} place of the program, and can be undone|{name} is used now: changed in {n} places of the program, and can be undone',
  ],
  modelUsedNow: ['程序现在用“{name}”来认；可以撤销', 'The program recognizes with {name} now; this can be undone'],
  modelShow: ['去看看', 'Show it'],
  modelUsedAlready: ['程序已经在用“{name}”', 'The program uses {name} already'],
  modelUseOnnx: [
    '程序里还没有打开模型的积木：到“带出去”抽屉拿“模型文件”，选“{name}”。',
    'No block of the program opens a model file yet: take “model file” from the drawer “Use anywhere” and choose {name}.',
  ],
  modelUseWeights: [
    '程序里还没有读权重的积木：到“训练”抽屉拿“让模型用权重”，选“{name}”。',
    'No block of the program loads weights yet: take “let model use the weights” from the drawer “Train” and choose {name}.',
  ],
  modelRename: ['改名', 'Rename'],
  modelCopyAs: ['另存一份，取个名字', 'Save a copy under a name'],
  modelNewName: ['模型的新名字', 'New name of the model'],
  modelRenamed: ['现在叫“{name}”', 'Its name is {name} now'],
  modelCopied: ['存成了“{name}”，再训练也不会变', 'Saved as {name}; another training does not change it'],
  modelDelete: ['放进回收站', 'Move to the bin'],
  modelDeleteTitle: ['把“{name}”放进回收站', 'Move {name} to the bin'],
  modelDeleteUsed: [
    '程序里有 {n} 处在用它。放进回收站以后，程序就找不到它了。',
    'The program uses it in {n} place and will not find it in the bin.|The program uses it in {n} places and will not find it in the bin.',
  ],
  modelBinned: ['“{name}”放进回收站了', '{name} is in the bin now'],
  modelRestored: ['“{name}”恢复了', '{name} is restored'],
  modelErased: ['“{name}”彻底删掉了', '{name} is deleted for good'],
  modelBin: ['回收站里有 {n} 个模型', '{n} model in the bin|{n} models in the bin'],
  modelRestore: ['恢复', 'Restore'],
  modelRestoreNamed: ['恢复“{name}”', 'Restore {name}'],
  modelErase: ['彻底删除“{name}”', 'Delete {name} for good'],
  modelEraseText: ['删掉以后不能恢复。', 'It cannot be restored.'],
  modelBinnedWhen: ['{when} 删的', 'Deleted: {when}'],
  testRange: ['换一批约 {a}–{b} 题', 'others: about {a}–{b}'],
  notTested: ['还没有大考', 'Not tested yet'],
  inCheckSaid: ['小考：{name}', 'Validation: {name}'],
  inCheckOnly: ['小考', 'Validation'],
  sameAnswers: ['答案一样', 'Same answers'],
  parityAll: [
    '{m} 张图片试过：ONNX 的答案和训练出来的模型全都一样',
    '{m} pictures tried: the ONNX file gives the same answers as the trained model',
  ],
  paritySome: [
    '{m} 张图片试过：ONNX 有 {n} 张和训练出来的模型不一样',
    '{m} pictures tried: the ONNX file differs on {n} of them',
  ],
  parityFoundAll: [
    '{m} 张图片试过：ONNX 找到的东西和训练出来的模型全都一样',
    '{m} pictures tried: the ONNX file finds the same things as the trained model',
  ],
  parityFoundSome: [
    '{m} 张图片试过：ONNX 有 {n} 张找到的和训练出来的模型不一样',
    '{m} pictures tried: the ONNX file finds other things on {n} of them',
  ],
  classCount: ['{n} 类', '{n} class|{n} classes'],
  modelDamaged: ['这个文件坏了，读不出来', 'This file is damaged and cannot be read'],
  passingFiles: [
    '还有 {n} 个训练中间的文件',
    '{n} more file from the middle of a training|{n} more files from the middle of a training',
  ],
  keepIt: ['放到架子上', 'Put on the shelf'],
  keepAs: ['在架子上叫什么名字', 'Its name on the shelf'],
  kept: ['“{name}”放到架子上了', '{name} is on the shelf'],
  download: ['下载', 'Download'],
  taughtModels: ['句子、动作和表格的模型', 'Models of sentences, points and tables'],
  taughtSentences: ['句子', 'sentences'],
  taughtPoints: ['动作', 'points'],
  taughtRows: ['表格', 'table'],
  taughtOpen: ['去“教一教”用它', 'Use it in Teach'],
  taughtSteps: ['去“按步骤”用它', 'Use it in Steps'],
  noModels: ['还没有模型', 'No models yet'],
  noModelsText: [
    '训练一次，模型就会出现在这里。也可以从下面的架子上拿一个。',
    'Train once and the model appears here. You can also take one from the shelf below.',
  ],
  shelf: ['模型架子', 'Shelf'],
  shelfText: ['放在架子上的模型，每个项目都能用', 'Every project can use the models on the shelf'],
  shelfEmpty: [
    '架子是空的。点模型旁边的“…”，选“放到架子上”。',
    'The shelf is empty. Choose “…” beside a model, then “Put on the shelf”.',
  ],
  shelfFrom: ['来自“{name}” · {t}', 'From {name} · {t}'],
  takeIt: ['用在这个项目里', 'Use in this project'],
  takenWeights: [
    '拿来了：{path}。在“让 模型 用权重”积木上选它。',
    'It is here: {path}. Choose it on the block “let model use the weights”.',
  ],
  takenOnnx: ['拿来了：{path}。在“模型文件”积木上选它。', 'It is here: {path}. Choose it on the block “model file”.'],
  takeOff: ['从架子上拿走“{name}”', 'Take {name} off the shelf'],
  takeOffText: ['拿走以后不能恢复。已经拿到项目里的那些还在。', 'It cannot be restored. Copies in projects stay.'],
  takeOffYes: ['拿走', 'Take it off'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
