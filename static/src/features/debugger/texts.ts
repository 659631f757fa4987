/** Words of the variables view. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  variables: ['变量', 'Variables'],
  variable: ['变量', 'Variable'],
  noVariables: ['还没有变量', 'No variables yet'],
  value: ['值', 'Value'],
  lastValue: ['最后的值', 'Last value'],
  justChanged: ['刚变了', 'just changed'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
