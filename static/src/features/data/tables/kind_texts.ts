/** What the list of data says of tables. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  dataTables: ['表格', 'Tables'],
  tableSamples: ['自带的表', 'Sample tables'],
  recordRows: ['从传感器记', 'Record from a sensor'],
  recordText: ['也可以是一行一行的数。', 'Rows of numbers will do, too.'],
  recordReady: [
    '积木放好了：运行时转一转旋钮，记下 {n} 行',
    'The blocks are ready: turn the knob while they run and {n} rows are kept',
  ],
  recordSensor: ['传感器', 'sensor'],
  recordTable: ['表格', 'table'],
  recordNumber: ['次数', 'number'],
  recordValue: ['读数', 'value'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
