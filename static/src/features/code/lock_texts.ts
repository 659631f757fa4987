/** Words of the card on the locked code. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  lockTitle: ['代码会跟着积木变', 'The code follows your blocks'],
  lockText: [
    '现在是“入门”：搭积木，看代码。想自己写，就打开锁；积木也会跟着代码变。',
    'This is the first level: build with blocks, read the code. To write it yourself, open the lock; the blocks then follow the code, too.',
  ],
  openLock: ['打开锁', 'Open the lock'],
  notNow: ['先不开', 'Not now'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
