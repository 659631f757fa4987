/** Words of the window that says what is about to be imported. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  importTitle: ['看看对不对：{name}', 'Bring in {name}: is this right?'],
  importCount: ['{n} 张图片', '{n} picture|{n} pictures'],
  importCount_sound: ['{n} 段声音', '{n} sound|{n} sounds'],
  importCount_motion: ['{n} 个动作', '{n} gesture|{n} gestures'],
  importBoxes: ['{n} 个框', '{n} box|{n} boxes'],
  importOutlines: ['{n} 个轮廓', '{n} outline|{n} outlines'],
  importParts: ['训练 {a} · 小考 {b} · 大考 {c}', 'training {a} · validation {b} · test {c}'],
  importWaits: ['{name}：找到 {n} 张图片，等你看一看', '{name}: {n} picture found|{name}: {n} pictures found'],
  importWaits_sound: ['{name}：找到 {n} 段声音，等你看一看', '{name}: {n} sound found|{name}: {n} sounds found'],
  importWaits_motion: ['{name}：找到 {n} 个动作，等你看一看', '{name}: {n} gesture found|{name}: {n} gestures found'],
  importArrived_sound: [
    '{name}：{n} 段声音，{m} 类',
    '{name}: {n} sound, classes: {m}|{name}: {n} sounds, classes: {m}',
  ],
  importArrived_motion: [
    '{name}：{n} 个动作，{m} 类',
    '{name}: {n} gesture, classes: {m}|{name}: {n} gestures, classes: {m}',
  ],
  importOpen: ['看一看', 'Look at it'],
  importTake: ['收下', 'Take it'],
  importInto: ['放到哪里', 'Where they go'],
  importIntoOpen: ['加到“{name}”里', 'Add to {name}'],
  importIntoNew: ['收成新的数据集', 'Make a new data set'],
  importElse: ['不是这样', 'It is something else'],
  importHow: ['这些文件还可以当作：', 'These files could also be:'],
  importWhatFor: ['图片没有标签。拿它们做什么？', 'The pictures have no labels. What are they for?'],
  importOneFolder: [
    '所有图片都在一个文件夹里：这样收下，它们是同一类“{name}”。',
    'All pictures lie in one folder: taken like this, they are one class, {name}.',
  ],
  importRefused: ['这样收不了', 'It cannot be taken like this'],
  importRecognized: ['认出来的', 'as recognized'],
  importShown: ['先看这几张', 'Some of them'],
  importLooking: ['正在看…', 'Looking…'],
  importNoLabel: ['没有标签', 'no label'],
  importUnseen: ['打不开', 'cannot be opened'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
