/** Words of the chips beside the layers of a network, and of what each layer sees. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  shapeMisfit: ['{shape} 接不上', '{shape} does not fit'],
  shapeNumbers: ['{n} 个数', '{n} number|{n} numbers'],
  shapeUnknown: ['运行后才知道', 'Known when it runs'],
  shapeGives: ['给出 {shape}', 'Gives {shape}'],
  shapeGivesLearning: ['给出 {shape}，有 {n} 个能学的数', 'Gives {shape}, weights: {n}'],
  lookTitle: ['每一层看到了什么', 'What each layer sees'],
  lookNext: ['换一张', 'Another picture'],
  lookFile: ['自己的图片', 'Picture of mine'],
  lookCamera: ['摄像头', 'Camera'],
  lookCameraOff: ['关掉摄像头', 'Camera off'],
  lookUntrained: [
    '这个网络还没有训练。运行一次，这里就能看到每一层找到了什么。',
    'This network has not been trained. Run the program once; then what each layer finds is seen here.',
  ],
  lookRandom: [
    '还没训练：数是随便来的，看到的是乱的。',
    'Not trained yet: its numbers are random, and so is what is seen.',
  ],
  lookGiven: ['用原来的数', 'Its own numbers'],
  lookOwn: ['换成自己的数', 'Numbers of mine'],
  lookLearned: ['用学到的数', 'Learned numbers'],
  lookOwnText: [
    '每个数从 −1 到 1；只在这里看，模型没有变。',
    'Each from −1 to 1. Only for this view: the model stays.',
  ],
  lookOwnAt: ['第 {row} 行第 {column} 个数', 'number {column} of row {row}'],
  lookInput: ['输入 {shape}', 'Input {shape}'],
  lookNone: ['选一张图片，看它怎么一层一层往下走', 'Choose a picture and see how it goes through the layers'],
  lookWorking: ['图片正在一层一层往下走…', 'The picture is going through the layers…'],
  lookOdd: ['这不是一张能打开的图片，换一张', 'This is no picture that can be opened. Choose another one'],
  lookBrighter: [
    '越亮，这一张找到的越多。一层用同一把尺子。',
    'Brighter: more was found there. Each layer has one scale.',
  ],
  lookRange: ['{low} 到 {high}', '{low} to {high}'],
  lookMap: ['{layer}，第 {n} 张', '{layer}, map {n}'],
  lookRest: ['一共 {n} 张', '{n} map in all|{n} maps in all'],
  lookBefore: ['前一张', 'The one before'],
  lookAfter: ['后一张', 'The next one'],
  lookNumbers: ['它的 {n} 个数', 'its {n} number|its {n} numbers'],
  lookSeen: ['它看到的', 'what it sees'],
  lookCell: ['算一格给我看', 'Work out one cell'],
  lookCellText: [
    '最亮的那一格：{n} 个格子各乘一个数，加起来，就是新图的一格。',
    'The brightest cell: {n} cells, each times its number, added up: one cell of the new picture.',
  ],
  lookSum: ['加起来', 'Sum'],
  lookOthers: ['另外 {n} 张图加上', 'The other {n} map adds|The other {n} maps add'],
  lookBias: ['每次都加上', 'Always added'],
  lookValue: ['这一格', 'The cell'],
  lookOfMany: [
    '进来的有 {n} 张图，这里是最要紧的第 {at} 张。',
    'Maps that come in: {n}. This is number {at}, which counts most.',
  ],
  lookReLU: [
    '小于 0 的都变成 0，别的不变：只留下找到的。',
    'All below 0 becomes 0, the rest stays: only what was found is kept.',
  ],
  lookPool: [
    '相邻几格合成一格：图变小了，找到的还在。',
    'Several cells become one: smaller, and what was found is still there.',
  ],
  lookBatchNorm: [
    '把每张图的数调到差不多大，训练更稳。',
    'The numbers of each map are made about equally large, which steadies the training.',
  ],
  lookSigmoid: ['每个数都压到 0 和 1 之间。', 'Each number is pressed between 0 and 1.'],
  lookTanh: ['每个数都压到 −1 和 1 之间。', 'Each number is pressed between −1 and 1.'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
