/** Words of the data page for samples that are no pictures. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

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
  samplesElsewhere: ['这些不是图片', 'These are no pictures'],
  samplesElsewhereText: [
    '点的数据集在“教一教”里看：那里画出每一个，也在那里改。',
    'Points are looked at in Teach: it draws each of them, and changes them.',
  ],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
