/** Words of the try-it panel. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  tryModel: ['用哪个模型', 'Which model'],
  tryCamera: ['摄像头', 'Camera'],
  tryPicture: ['图片', 'Picture'],
  tryDraw: ['画一张', 'Draw'],
  cameraStart: ['打开摄像头', 'Switch on the camera'],
  cameraStop: ['关掉摄像头', 'Camera off'],
  cameraHint: [
    '画面只送到这台电脑上的模型，不会存下来。',
    'The picture goes to the model on this computer only and is not kept.',
  ],
  tryDrop: ['把一张图片拖到这里，或者按 Ctrl+V 粘贴', 'Drop a picture here, or paste one with Ctrl+V'],
  trySamples: ['大考里的图片', 'Pictures of the test'],
  trySample: ['认一认大考里的图片 {n}', 'Look at picture {n} of the test'],
  tryFile: ['选一张图片', 'Choose a picture'],
  tryNotPicture: ['这个文件不是图片', 'This file is not a picture'],
  tryThis: ['要认的图片', 'The picture to recognize'],
  tryWaking: ['正在叫醒模型…', 'Waking the model up…'],
  tryPoint: ['给模型看点什么', 'Show the model something'],
  tryUnknown: ['不知道', 'Unknown'],
  tryClosest: ['最像 {a}，把握 {p}', 'Most like {a}, confidence {p}'],
  tryThreshold: ['把握不到这么大，就说“不知道”', 'Unknown below this confidence'],
  trySmooth: ['几张一起平均', 'Pictures averaged'],
  tryOrder: ['条形的顺序', 'Order of the bars'],
  tryByClass: ['按类别', 'By class'],
  tryByConfidence: ['按把握', 'By confidence'],
  trySpeed: ['每秒 {n} 张 · 每张 {m} 毫秒', '{n} a second · {m} ms each'],
  tryTook: ['用了 {m} 毫秒', 'Took {m} ms'],
  tryPause: ['暂停', 'Pause'],
  tryResume: ['继续', 'Continue'],
  tryHeld: ['停在这一张', 'The picture that it stopped at'],
  tryPaused: ['已暂停', 'Paused'],
  tryBars: ['每一类的把握', 'Confidence for each class'],
  tryBig: ['放大', 'Big'],
  trySmall: ['缩小', 'Small'],
  tryBlock: [
    '在积木里也这样认：在“让 模型 认 图片”上点 ＋，选“把握不到多大就说不知道”填 {u}，选“平均几张图片”填 {n}。',
    'The same in Blocks: on “what model sees in picture” choose ＋, then set “unknown below confidence” to {u} and set “pictures averaged” to {n}.',
  ],
  tryFound: ['找到 {n} 个', '{n} thing|{n} things'],
  tryFoundNothing: ['没找到东西', 'Nothing found'],
  tryFoundList: ['找到的东西', 'What it found'],
  tryFoundMore: ['还有 {n} 个', '{n} more|{n} more'],
  tryFainter: [
    '有一些把握不够的，把滑块往左拉就看得到',
    'Some have a lower confidence. Move the slider to the left to see them',
  ],
  tryConfidence: ['把握至少这么大，才算找到', 'Found from this confidence on'],
  tryFindBlock: [
    '在积木里也这样认：在“让 模型 认 图片”上点 ＋，选“把握至少多大才算找到”填 {u}。',
    'The same in Blocks: on “what model sees in picture” choose ＋, then set “found from confidence” to {u}.',
  ],
  tryDamaged: ['{name}（坏了）', '{name} (damaged)'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
