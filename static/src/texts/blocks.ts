/** Words of the blocks view: the program, its problems, pictures brought in, keys. */

import type { Catalogue } from '../texts';

export const BLOCKS = {
  // Code and problems
  code: ['Python 程序', 'Python program'],
  copy: ['复制程序', 'Copy the program'],
  copied: ['程序复制好了', 'The program is copied'],
  export: ['导出', 'Export'],
  codeEmpty: ['拖一块积木，这里就会出现 Python', 'Drag a block and its Python appears here'],
  codeHelp: ['点一行，找到它的积木', 'Choose a line to find its block'],
  noProblems: ['没有发现问题', 'No problems found'],
  problems: ['{n} 个问题', '{n} problem|{n} problems'],
  showMe: ['带我去看', 'Show me'],
  edits: ['改动从下次运行开始算', 'Changes count from the next run'],
  allBlocks: ['共 {n} 块积木', '{n} block|{n} blocks'],
  canvasWait: ['正在搬出积木…', 'Getting the blocks out…'],
  splitter: ['程序和结果之间的分隔条', 'Divider between program and results'],
  sheetUp: ['拉高', 'Taller'],
  sheetDown: ['收起', 'Lower'],

  changeTo: ['改成 {name}', 'Change it to {name}'],

  // Data sets
  dropHere: ['松手，把图片放进这个项目', 'Let go to put the pictures into this project'],
  dropText: ['一个 zip，或者一个文件夹：里面每一类图片一个文件夹', 'A zip, or a folder with one folder for each class'],
  uploading: ['正在导入 {name}', 'Importing {name}'],
  checking: ['正在检查图片…', 'Checking the pictures…'],
  uploaded: ['{name}：{n} 张图片，{m} 类', '{name}: {n} picture, {m} classes|{name}: {n} pictures, {m} classes'],
  useIt: ['让程序用它', 'Use it in the program'],
  pickIt: ['在积木上选它就能用', 'Choose it on a block to use it'],
  renamedClass: ['类别“{name}”改叫“{to}”', 'The class {name} is now called {to}'],
  whyLeft: ['看看为什么', 'See why'],
  leftOut: ['{n} 个文件没放进来', '{n} file left out|{n} files left out'],
  leftMore: ['还有 {n} 个', 'and {n} more'],
  notPictures: ['这里面没有图片。拖一个文件夹进来，里面每一类一个文件夹。', 'There are no pictures in it. Drop a folder with one folder for each class.'],
  tooBig: ['一共 {n} MB，太大了。一次最多 {m} MB。', 'That is {n} MB, too much. Up to {m} MB at a time.'],
  tooMany: ['一共 {n} 个文件，太多了。一次最多 {m} 个，或者先压成 zip。', 'That is {n} files, too many. Up to {m} at a time, or make a zip first.'],
  onlyOneZip: ['一次放一个 zip 或一个文件夹', 'One zip or one folder at a time'],
  cancelled: ['不导入了', 'The import is cancelled'],

  // Keys
  keysTitle: ['快捷键', 'Keys'],
  keyAreas: ['区域菜单', 'Area menu'],
  keyRun: ['运行', 'Run'],
  keyStop: ['停止', 'Stop'],
  keyFind: ['找积木（在积木区里）', 'Find a block (among the blocks)'],
  keyHelp: ['这张表', 'This list'],
  keyToolbox: ['到积木盒（在积木区里）', 'To the toolbox (among the blocks)'],
  keyMove: ['用方向键搬积木', 'Move a block with the arrows'],
  keyUndo: ['撤销', 'Undo'],
  keyRedo: ['重做', 'Redo'],
  keyDelete: ['删掉选中的积木', 'Delete the chosen block'],
  areas: ['去哪里？按一个数字', 'Where to? Press a number'],
  areaToolbox: ['积木盒', 'Toolbox'],
  areaCanvas: ['积木', 'Blocks'],
  areaCode: ['程序', 'Program'],
  areaResults: ['结果', 'Results'],
  areaRun: ['运行', 'Run'],
} as const satisfies Catalogue;
