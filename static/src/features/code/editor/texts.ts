/** Words of the code editor. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  codeAgrees: ['代码和积木一样', 'Code and blocks agree'],
  codeWriting: ['正在写', 'Writing'],
  notFinished: [
    '还没写完，第 {n} 行。积木先不动，写完就跟上。',
    'Not finished yet, line {n}. The blocks wait and then follow.',
  ],
  tooFarIn: [
    '第 {line} 行前面多了 {n} 个空格',
    'Line {line} has {n} space too many|Line {line} has {n} spaces too many',
  ],
  tooFarOut: [
    '第 {line} 行前面少了 {n} 个空格',
    'Line {line} has {n} space too few|Line {line} has {n} spaces too few',
  ],
  lineUp: ['对齐', 'Line it up'],
  longProgram: [
    '超过 600 行：只看代码，积木歇着，过一会儿再跟上',
    'More than 600 lines: code only; the blocks rest, and follow later',
  ],
  whatCanItDo: ['它会做什么', 'What can it do'],
  mistakesAt: ['{n} 个问题，第 {line} 行', '{n} problem, line {line}|{n} problems, line {line}'],
  addLine: ['加上这一行', 'Add the line'],
  keptLines: ['灰色 {n} 行没有对应的积木', '{n} gray line has no block|{n} gray lines have no block'],
  caretAt: ['第 {line} 行，第 {column} 列', 'line {line}, column {column}'],
  pastedAll: ['变成了 {n} 块积木', '{n} block made|{n} blocks made'],
  pastedKept: [
    '变成了 {n} 块积木，{k} 行原样保留',
    '{n} block made, lines kept as they are: {k}|{n} blocks made, lines kept as they are: {k}',
  ],
  seeKept: ['看这 {n} 行', 'See the {n}'],
  keepText: ['留下代码', 'Keep the text'],
  backToBlocks: ['回到积木', 'Back to the blocks'],
  clashTitle: ['代码还没写完', 'The text is not finished'],
  clashText: [
    '积木动了，代码里还有没写完的字。留下代码，积木就回到刚才；回到积木，刚打的字就不要了。',
    'A block was moved while the text is not finished. Keep the text, and the block goes back; or go back to the blocks, and what was typed goes.',
  ],
  runLastTitle: ['先写完第 {n} 行', 'Finish line {n} first'],
  runLastText: [
    '第 {n} 行还没写完。可以先运行上一个写完的程序。',
    'Line {n} is not finished. The last program that was whole can run meanwhile.',
  ],
  runLast: ['运行上一个', 'Run the last one'],
  goOnWriting: ['接着写', 'Go on writing'],
  punctuationMended: ['中文标点换成了英文标点', 'Chinese punctuation became Python’s'],
  halfFound: ['这里有上次没写完的代码', 'Text from last time was not finished'],
  bringBack: ['拿回来', 'Bring it back'],
  touchKeys: ['写代码的按键', 'Keys for code'],
  keyLeft: ['向左', 'Left'],
  keyRight: ['向右', 'Right'],
  // The search panel, as CodeMirror calls its parts.
  findWord: ['查找', 'Find'],
  findNext: ['下一个', 'next'],
  findPrevious: ['上一个', 'previous'],
  findAll: ['全选', 'all'],
  matchCase: ['区分大小写', 'match case'],
  byWord: ['整个词', 'by word'],
  regexp: ['正则', 'regexp'],
  replaceWith: ['换成', 'Replace'],
  replaceOne: ['替换', 'replace'],
  replaceAll: ['全部替换', 'replace all'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
