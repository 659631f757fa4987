/** Words of the data page for samples that are no pictures. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  sentences: ['句子', 'Sentences'],
  sentenceSearch: ['找一句话', 'Find a sentence'],
  sentenceEdit: ['改这一句', 'Change this sentence'],
  sentenceClass: ['“{name}”属于哪一类', 'The class of {name}'],
  sentenceRemove: ['去掉“{name}”', 'Remove {name}'],
  sentenceRemoved: ['去掉了一句', 'A sentence is removed'],
  sentenceTest: ['大考', 'test'],
  sentenceTorn: ['两类里都有', 'in two classes'],
  sentenceTornCount: ['{n} 句在两类里都有', '{n} sentence is in two classes|{n} sentences are in two classes'],
  sentenceShown: ['{m} 句里的 {n} 句', '{n} of {m}'],
  sentenceNone: ['没有这样的句子', 'There is no such sentence'],
  pointsAll: ['{n} 次', '{n} sample|{n} samples'],
  pointsShown: ['{m} 次里的 {n} 次', '{n} of {m} samples'],
  pointsMore: ['再显示一些', 'Show more'],
  pointsNone: ['还没有动作', 'Nothing recorded yet'],
  pointsNoneText: ['在“教一教”里按住按钮录。', 'Hold the button in Teach to record.'],
  pointOf: ['“{name}” {n}', '{name} {n}'],
  all_sentence: ['全部句子', 'All sentences'],
  all_points: ['全部动作', 'All samples'],
  all_sound: ['全部声音', 'All sounds'],
  soundsAll: ['{n} 段声音', '{n} sound|{n} sounds'],
  soundsShown: ['{m} 段里的 {n} 段', '{n} of {m} sounds'],
  soundsNoneYet: ['还没有声音', 'No sounds yet'],
  soundsNoneText: ['在“教一教”里按住按钮录。', 'Hold the button in Teach to record.'],
  soundHear: ['听“{name}”', 'Hear {name}'],
  soundAgain: ['再听一遍', 'Hear it again'],
  soundRemove: ['拿掉这段录音', 'Take this recording out'],
  soundRemoved: ['拿掉了一段录音', 'A recording is out'],
  all_motion: ['全部动作', 'All gestures'],
  motionsNoneText: ['在“教一教”里按“录 2 秒”。', 'Press Record 2 s in Teach.'],
  pointRemove: ['拿掉这一次', 'Take this one out'],
  pointRemoved: ['拿掉了一次', 'One is out'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
