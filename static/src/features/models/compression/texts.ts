/** Words of the comparison of a model's files. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  smallerTitle: ['变小', 'Make it smaller'],
  smallerBegin: ['把它变小', 'Make it smaller'],
  smallerAbout: [
    '再做两份小一点的：大约是四分之一和一半大。然后比一比大小、快慢，看哪些图片的答案变了。',
    'Two smaller copies are made, about a quarter and a half of the size. Then all are compared: size, speed, and which answers change.',
  ],
  smallerNow: ['正在写第 {n} / {m} 个文件，可能要几分钟', 'Writing file {n} of {m}; this may take minutes'],
  smallerFirst: ['正在打开模型，可能要几分钟', 'Opening the model; this may take minutes'],
  compressTitle: ['比一比：大小和快慢', 'Compare size and speed'],
  compressAbout: [
    '同一个模型有几个文件：用同样的大考图片比一比，哪个又小又快，还答得对。',
    'There are several files of one model: see on the same test pictures which is small and quick and still right.',
  ],
  compressBegin: ['比这 {n} 个文件', 'Compare these {n} files'],
  compressNoData: [
    '这个模型学过的数据集不在这个项目里，没有图片可以比。',
    'The data set that this model learned from is not in this project, so there are no pictures to compare on.',
  ],
  compressTime: ['认一张', 'One picture'],
  compressMs: ['{n} 毫秒', '{n} ms'],
  compressMemory: ['内存', 'Memory'],
  compressRight: ['大考', 'Test'],
  compressChanged: ['答案变了', 'Other answers'],
  compressSame: ['都一样', 'none'],
  compressSee: ['看 {n} 张', 'See {n}'],
  compressAll: ['{n} 张全都看', 'See all {n}'],
  compressNothing: ['没找到', 'nothing'],
  compressUse: ['用这个', 'Use this one'],
  compressGain: [
    '{name}：大小只有 {size}%，快 {times} 倍；{m} 张图片里，有 {n} 张答案不同。',
    '{name}: {size}% of the size, {times} times as quick; {n} of {m} pictures are answered otherwise.',
  ],
  compressGainSize: [
    '{name}：大小只有 {size}%，差不多快；{m} 张图片里，有 {n} 张答案不同。',
    '{name}: {size}% of the size, about as quick; {n} of {m} pictures are answered otherwise.',
  ],
  compressGainSlower: [
    '{name}：大小只有 {size}%，但慢一点；{m} 张图片里，有 {n} 张答案不同。',
    '{name}: {size}% of the size, but a little slower; {n} of {m} pictures are answered otherwise.',
  ],
  compressNone: [
    '小的文件都差一些：还是用原来的那个。',
    'The smaller files are all less right: better stay with the first one.',
  ],
  compressPlot: [
    '快慢和答对的多少；圆越大，文件越大',
    'Speed and right answers; the larger the circle, the larger the file',
  ],
  compressSlower: ['慢 →', 'slower →'],
  compressFaster: ['← 快', '← quicker'],
  compressBetter: ['答对多', 'more right'],
  methodNone: ['训练出来的样子', 'as trained'],
  methodPruned: ['剪过枝', 'pruned'],
  methodInt8: ['8 位整数：旧电脑和板子用', '8-bit integers: for old computers and boards'],
  methodDynamic: ['只压缩全连接层', 'only fully connected layers'],
  methodFloat16: ['16 位小数：只有一半大，方便传', '16-bit floats: half the size, for sending'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
