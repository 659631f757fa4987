/** What the list of data says of tables. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  dataTables: ['表格', 'Tables'],
  tableSamples: ['自带的表', 'Sample tables'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
