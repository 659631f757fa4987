/** Words of the window in which a table is taken. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  tableSent: ['正在读“{name}”…', 'Reading {name}…'],
  tableImportTitle: ['导入“{name}”', 'Import {name}'],
  tableGuesses: ['这是电脑猜的。不对的，点一下改。', 'These are guesses. Click one that is wrong.'],
  tableTake: ['导入 {n} 行', 'Import {n} row|Import {n} rows'],
  tableNotNow: ['不导入了', 'Not now'],
  tableAsSentences: ['当作句子导入', 'Import as sentences'],
  tableTypeOf: ['“{name}”是什么', 'What {name} is'],
  tableMoreColumns: [
    '还有 {n} 列，导入以后再看。',
    '{n} more column, to be seen later.|{n} more columns, to be seen later.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
