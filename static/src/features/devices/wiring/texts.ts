/** Words of the wiring picture. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  partsUsed: ['程序里用到的 {n} 个零件', '{n} part of your program|{n} parts of your program'],
  oneByOne: ['一个一个来', 'One by one'],
  backToBoard: ['回到板子', 'Back to the board'],
  wires: ['要接的线', 'Wires'],
  unplugFirst: ['先拔线，再照着接', 'Unplug first, then follow'],
  wiredOnScreen: ['屏幕上已经接好了', 'On the screen it is wired already'],
  printIt: ['打印', 'Print'],
  breadboard: ['面包板', 'Breadboard'],
  rowNamed: ['{name} 那一行', 'row {name}'],
  inRow: ['面包板', 'breadboard'],
  goesTo: ['接到', 'goes to'],
  wiringShows: [
    '{board} 的接线图，{n} 根线，旁边一条条写着',
    'Wiring of the {board}: {n} wire, as listed beside it|Wiring of the {board}: {n} wires, as listed beside it',
  ],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
