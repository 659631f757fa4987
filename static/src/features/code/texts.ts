/** Words of the code panel. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  code: ['Python 程序', 'Python program'],
  copy: ['复制程序', 'Copy the program'],
  copied: ['程序复制好了', 'The program is copied'],
  export: ['导出', 'Export'],
  codeEmpty: ['拖一块积木，这里就会出现 Python', 'Drag a block and its Python appears here'],
  codeEmptyWrite: [
    '拖一块积木，或者点这里写 Python',
    'Drag a block and its Python appears here, or press here and write',
  ],
  blankLine: ['第 {n} 行，空行', 'Line {n}, blank'],
  codeHelp: ['点一行，找到它的积木', 'Choose a line to find its block'],
  faces: ['看什么', 'What is shown'],
  faceBlocks: ['积木', 'Blocks'],
  faceBoth: ['两边', 'Both'],
  faceCode: ['代码', 'Code'],
  codeLocked: ['只看', 'Read only'],
  findCode: ['在代码里找', 'Find in the code'],
  lockAgain: ['锁上代码', 'Lock the code'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
