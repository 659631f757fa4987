/** Sentences about the open project and its run. */

import { type Catalog, registerTexts } from '../lib/texts';

const TEXTS = {
  boardOnScreen: ['屏幕上的板子', 'the board on the screen'],
  cameraOnScreen: ['屏幕上的模拟摄像头', 'the simulated camera'],
  noBlocks: ['还没有积木，没有东西可以运行', 'There are no blocks yet, so nothing can run'],
  toTheStart: ['从例子开始', 'Begin with an example'],
  cut: ['…还有 {n} 个字符', '…{n} more character|…{n} more characters'],
  epochNumber: ['第 {n} 轮', 'Epoch {n}'],
  fileWeights: ['训练结果存好了', 'Weights saved'],
  fileOther: ['写好了文件', 'File written'],
  programSays: ['说：{text}', 'Says: {text}'],
  atLine: ['第 {n} 行：{what}', 'Line {n}: {what}'],
  stoppedThere: ['另一个窗口按了停止', 'Stopped by the other window'],
  answeredThere: ['另一个窗口回答了', 'Answered in the other window'],
  conflictKept: ['那边的程序在“版本”里', 'The other program is in Versions'],
  deletedThere: ['另一个窗口删掉了这个项目', 'The other window deleted this project'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../lib/texts' {
  interface Sentences extends Texts {}
}
