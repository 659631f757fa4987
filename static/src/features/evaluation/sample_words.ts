/** What the samples of a test are called, as sentences say it: pictures, rows of a table, sentences of a text. */

import { signal } from '@preact/signals';
import { type Catalog, type Key, registerTexts, t, type Values } from '../../lib/texts';

const TEXTS = {
  samplesPicture: ['图片', 'picture|pictures'],
  countedPicture: ['张图片', 'picture|pictures'],
  measurePicture: ['张', 'picture|pictures'],
  titlePictures: ['图片', 'Pictures'],
  samplesRow: ['行', 'row|rows'],
  countedRow: ['行', 'row|rows'],
  measureRow: ['行', 'row|rows'],
  titleRows: ['行', 'Rows'],
  samplesSentence: ['句子', 'sentence|sentences'],
  countedSentence: ['句话', 'sentence|sentences'],
  measureSentence: ['句', 'sentence|sentences'],
  titleSentences: ['句子', 'Sentences'],
  samplesSound: ['声音', 'sound|sounds'],
  countedSound: ['段声音', 'sound|sounds'],
  measureSound: ['段', 'sound|sounds'],
  titleSounds: ['声音', 'Sounds'],
  samplesMotion: ['动作', 'gesture|gestures'],
  countedMotion: ['个动作', 'gesture|gestures'],
  measureMotion: ['个', 'gesture|gestures'],
  titleMotions: ['动作', 'Gestures'],
} as const satisfies Catalog;

registerTexts(TEXTS);

interface SampleWords {
  samples: Key;
  /** Behind a number. */
  counted: Key;
  /** Behind a number, where it is seen what is counted. */
  measure: Key;
  /** Over a list of them. */
  title: Key;
}

const PICTURE: SampleWords = {
  samples: 'samplesPicture',
  counted: 'countedPicture',
  measure: 'measurePicture',
  title: 'titlePictures',
};
/** By the kinds of samples of the library; whatever else is drawn is called a picture, as in older records. */
const WORDS: Record<string, SampleWords> = {
  row: { samples: 'samplesRow', counted: 'countedRow', measure: 'measureRow', title: 'titleRows' },
  sentence: {
    samples: 'samplesSentence',
    counted: 'countedSentence',
    measure: 'measureSentence',
    title: 'titleSentences',
  },
  sound: { samples: 'samplesSound', counted: 'countedSound', measure: 'measureSound', title: 'titleSounds' },
  motion: { samples: 'samplesMotion', counted: 'countedMotion', measure: 'measureMotion', title: 'titleMotions' },
};

const getWords = (kind: string | null | undefined) => WORDS[kind ?? ''] ?? PICTURE;

/** The holes of a sentence that names the samples of a kind; n: how many, which also fills its own hole. */
export function nameSamples(kind: string | null | undefined, n = 2): Values {
  const words = getWords(kind);
  return { n, samples: t(words.samples, { n }), counted: t(words.counted, { n }), measure: t(words.measure, { n }) };
}

/** The kind of the samples of the test that is shown; undefined where none is. */
export const shownSamples = signal<string | null | undefined>(undefined);

/** Whether the rows of its tables are points, which are drawn. */
export const drawsRows = signal(false);

/** A sentence that names the samples of the test that is shown. */
export const tellOfSamples = (key: Key, values: Values = {}) =>
  t(key, { ...nameSamples(shownSamples.value, Number(values.n ?? 2)), ...values });

/** What stands over a list of them. */
export const getListTitle = () => getWords(shownSamples.value).title;

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
