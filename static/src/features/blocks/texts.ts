/** Words of what is done with blocks: several chosen at once, the backpack, files of other Blocklies, undo after a reload. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  chosenTools: ['选中的积木', 'Chosen blocks'],
  chooseSeveral: ['选多块积木', 'Choose several blocks'],
  chooseHow: ['点积木，或者从空白处拖一个框', 'Tap blocks, or drag a box from an empty place'],
  chosenCount: ['选中 {n} 块', '{n} block chosen|{n} blocks chosen'],
  chosenCopy: ['复制', 'Copy'],
  chosenDuplicate: ['再来一份', 'Duplicate'],
  chosenOff: ['停用', 'Switch off'],
  chosenOn: ['启用', 'Switch on'],
  chosenPack: ['放进背包', 'Put in the backpack'],
  chosenDelete: ['删掉', 'Delete'],
  chosenDone: ['不选了', 'Choose no more'],
  deleteChosen: ['删掉选中的 {n} 块', 'Delete the {n} chosen blocks'],
  duplicateChosen: ['选中的 {n} 块再来一份', 'Duplicate the {n} chosen blocks'],
  offChosen: ['停用选中的 {n} 块', 'Switch off the {n} chosen blocks'],
  onChosen: ['启用选中的 {n} 块', 'Switch on the {n} chosen blocks'],
  copyBlock: ['复制积木', 'Copy'],
  pasteBlocks: ['粘贴积木', 'Paste blocks'],
  nothingToPaste: ['还没有复制过积木', 'No blocks have been copied yet'],
  backpack: ['背包', 'Backpack'],
  backpackHolds: ['背包，里面有 {n} 份', 'Backpack, {n} thing in it|Backpack, {n} things in it'],
  backpackEmpty: [
    '背包是空的。把积木拖到背包上，换一个项目也能拿出来。',
    'The backpack is empty. Drag blocks onto it, and take them out in any project.',
  ],
  backpackHow: ['拖出来用，背包里还留着', 'Drag one out: it stays here, too'],
  takeOut: ['从背包里拿掉', 'Take out of the backpack'],
  emptyBackpack: ['清空背包', 'Empty the backpack'],
  backpackEmptied: ['背包清空了', 'The backpack is empty now'],
  packed: ['放进背包了', 'It is in the backpack'],
  backpackFull: [
    '背包满了，最多 {n} 份。先拿掉一些。',
    'The backpack is full: it holds {n} thing. Take some out first.|The backpack is full: it holds {n} things. Take some out first.',
  ],
  backpackTooLarge: [
    '这一份太大，背包放不下。分成几份再放。',
    'This is too large for the backpack. Put it in as smaller parts.',
  ],
  backpackNotKept: [
    '这个浏览器不让保存东西，背包里放不进去。',
    'This browser keeps nothing, so the backpack cannot either.',
  ],
  takeBack: ['撤销', 'Undo'],
  openBlocks: ['打开积木文件…', 'Open blocks from a file…'],
  blocksBroken: [
    '这里的积木不完整，读不出来，程序没有变。',
    'These blocks are cut off or damaged, so nothing was added to the program.',
  ],
  blocksTooMany: [
    '这里的积木太多了，一次最多 {n} 块，程序没有变。',
    'There are too many blocks: {n} at a time. Nothing was added to the program.',
  ],
  blocksNone: ['这里没有积木，程序没有变。', 'There are no blocks in it. Nothing was added to the program.'],
  undoAnew: [
    '程序和这一页离开时不一样了，以前的步骤不能再撤销。',
    'The program is not as this page left it, so earlier steps cannot be undone.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
