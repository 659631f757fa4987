/** Words of the wiring picture. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  partsUsed: ['程序里用到的 {n} 个零件', '{n} part of your program|{n} parts of your program'],
  oneByOne: ['一个一个来', 'One by one'],
  backToBoard: ['回到板子', 'Back to the board'],
  wires: ['要接的线', 'Wires'],
  unplugFirst: ['先拔线，再照着接', 'Unplug first, then follow'],
  wiredOnScreen: ['屏幕上已经接好了', 'On the screen it is wired already'],
  printIt: ['打印', 'Print'],
  testEach: ['接好了，一个个试', 'Wired. Test each part'],
  testNeedsBoard: ['板子插上以后，就能一个个试', 'Plug the board in to test each part'],
  testAgain: ['从头再试', 'Test again'],
  backToWires: ['回到接线', 'Back to the wires'],
  trialRuns: ['正在试，看着它…', 'Testing. Watch it…'],
  trialDone: ['试过了，它动了吗？', 'Done. Did it move, shine or sound?'],
  trialReads: ['它读到', 'It reads'],
  trialWorked: ['好的', 'works'],
  trialFailed: ['还不行', 'not yet'],
  itMoved: ['动了', 'It did'],
  itDidNot: ['没动', 'It did not'],
  readsRight: ['对', 'Right'],
  readsWrong: ['不对', 'Wrong'],
  trialAgain: ['再试一次', 'Try again'],
  trialSkip: ['先试下一个', 'Go on to the next'],
  lookAtWire: ['{end} 真的接到 {hole} 了吗？', 'Does {end} really go to {hole}?'],
  lookAtLegs: ['零件的脚有没有插反、插松？', 'Are its legs the right way round, and firm?'],
  breadboard: ['面包板', 'Breadboard'],
  rowNamed: ['{name} 那一行', 'row {name}'],
  inRow: ['面包板', 'breadboard'],
  goesTo: ['接到', 'goes to'],
  wiringShows: [
    '{board} 的接线图，{n} 根线，旁边一条条写着',
    'Wiring of the {board}: {n} wire, as listed beside it|Wiring of the {board}: {n} wires, as listed beside it',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
