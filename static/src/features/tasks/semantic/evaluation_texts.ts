/** Words of the evaluation of a model that paints. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  paintPixels: ['涂对的点', 'Pixels right'],
  paintOverlap: ['涂得有多准', 'How well it paints'],
  paintOverlapText: [
    '涂的和真正的重叠多少（IoU），各类平均：完全一样是 100%。',
    'How much of paint and truth overlap (IoU), the mean of the classes: 100% when they are the same.',
  ],
  paintPrecision: ['涂的里真是它', 'Painted and right'],
  paintRecall: ['真是它的里涂上了', 'Found of it'],
  paintArea: ['占图片', 'Of all pixels'],
  paintWorst: ['涂得最差的排在前面', 'The worst first'],
  paintTileIou: ['重叠 {p}', '{p} overlap'],
  paintNothing: ['没有要涂的', 'nothing to paint'],
  paintFix: ['看它的标注', 'See how it is marked'],
  paintRight: ['涂对了', 'Right'],
  paintMissed: ['漏涂了', 'Left out'],
  paintExtra: ['多涂了', 'Too much'],
  paintOther: ['涂成了别的', 'Another class'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
