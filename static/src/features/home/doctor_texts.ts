/** Words of the full check-up of this computer. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  computerWait: ['正在看这台电脑能做什么…', 'Looking at what this computer can do…'],
  checkAgain: ['再检查一次', 'Check again'],
  partsWork: ['{n} 个部分都能用', '{n} part works|{n} parts work'],
  repair: ['让大人在终端运行：', 'Ask an adult to run this in a terminal:'],
  cause: ['技术原因', 'Technical cause'],
  repairCopy: ['复制命令', 'Copy the command'],
  repairCopied: ['命令复制好了', 'The command is copied'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
