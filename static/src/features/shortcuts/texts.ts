/** Words of the keyboard help. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  keysTitle: ['快捷键', 'Keys'],
  keyAreas: ['区域菜单', 'Area menu'],
  keyRun: ['运行，暂停以后继续', 'Run, and go on after a pause'],
  keyStop: ['停止', 'Stop'],
  keyStep: ['单步：一次走一块积木', 'Step: one block at a time'],
  keyPauseHere: ['在选中的积木前暂停', 'Pause before the chosen block'],
  keyFind: ['在程序里找（在积木区里）', 'Find in the program (among the blocks)'],
  keyHelp: ['这张表', 'This list'],
  keyToolbox: ['到积木盒（在积木区里）', 'To the toolbox (among the blocks)'],
  keyMove: ['用方向键搬积木', 'Move a block with the arrows'],
  keyChooseNext: ['多选：把下一块也选上', 'Choose several: the next block, too'],
  keyChooseAll: ['选中全部积木', 'Choose all blocks'],
  keyUndo: ['撤销', 'Undo'],
  keyRedo: ['重做', 'Redo'],
  keyDelete: ['删掉选中的积木', 'Delete the chosen block'],
  areas: ['去哪里？按一个数字', 'Where to? Press a number'],
  areaToolbox: ['积木盒', 'Toolbox'],
  areaCanvas: ['积木', 'Blocks'],
  areaCode: ['程序', 'Program'],
  areaResults: ['结果', 'Results'],
  areaRun: ['运行', 'Run'],
  areaSections: ['换一部分', 'Sections'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
