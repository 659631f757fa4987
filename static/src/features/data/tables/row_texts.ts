/** Words of a form made from the columns of a table. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  rowOthers: ['其他 {n} 列', '{n} other column|{n} other columns'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
