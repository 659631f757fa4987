/** Every word of the page, in Chinese and English. In English, `one|many` is chosen by `{n}`. */

import { signal } from '@preact/signals';
import type { Language, Text } from './types';

const TEXTS = {
  // The top bar
  home: ['首页', 'Home'],
  skip: ['跳到积木', 'Skip to the blocks'],
  ready: ['准备好了', 'Ready'],
  starting: ['正在启动…', 'Starting…'],
  running: ['运行中 {t}', 'Running {t}'],
  waiting: ['等你回答', 'Waiting for you'],
  stopping: ['正在停止…', 'Stopping…'],
  forcing: ['正在强行停止…', 'Stopping by force…'],
  finished: ['完成', 'Finished'],
  stopped: ['已停止', 'Stopped'],
  error: ['出错了', 'Error'],
  lost: ['中断了', 'Cut off'],
  away: ['断开了', 'No connection'],
  run: ['运行', 'Run'],
  stop: ['停止', 'Stop'],
  runRefused: ['先改好标出来的积木，再运行', 'Mend the marked block first, then run'],
  runOffline: ['连不上榫卯，现在不能运行', 'Sunmao is out of reach, so nothing can run now'],
  saved: ['已保存', 'Saved'],
  saving: ['正在保存…', 'Saving…'],
  unsaved: ['还没保存上', 'Not saved yet'],
  language: ['Switch to English', '换成中文'],
  languageShort: ['EN', '中'],
  more: ['更多', 'More'],
  projectMenu: ['项目', 'Project'],
  rename: ['改名', 'Rename'],
  name: ['项目名', 'Project name'],
  ok: ['好', 'OK'],
  cancel: ['取消', 'Cancel'],
  close: ['关闭', 'Close'],
  undo: ['撤销', 'Undo'],
  level: ['积木多少', 'How many blocks'],
  level1: ['入门', 'Beginner'],
  level2: ['更多', 'More'],
  level3: ['全部', 'All'],
  exportPython: ['导出 .py', 'Export .py'],
  addPictures: ['导入图片文件夹', 'Import a folder of pictures'],
  addZip: ['导入图片 zip', 'Import a zip of pictures'],
  openExamples: ['例子和我的项目', 'Examples and my projects'],
  keys: ['快捷键', 'Keys'],

  // Home
  first: ['做你的第一个 AI', 'Make your first AI'],
  firstText: ['拖几块积木，看它一步步运行。大约 {n} 分钟。', 'Drag a few blocks and watch them run step by step. About {n} minute.|Drag a few blocks and watch them run step by step. About {n} minutes.'],
  openNamed: ['打开“{name}”', 'Open {name}'],
  carryOn: ['接着做', 'Carry on'],
  openProject: ['打开项目', 'Open the project'],
  examples: ['例子', 'Examples'],
  examplesText: ['打开就能运行，随便改', 'They run as they are. Change anything'],
  minutes: ['{n} 分钟', '{n} minute|{n} minutes'],
  myProjects: ['我的项目', 'My projects'],
  noProjects: ['还没有项目。新建一个，或者从例子开始。', 'No project yet. Make one, or begin with an example.'],
  newProject: ['新建项目', 'New project'],
  untitled: ['我的项目', 'My project'],
  blockCount: ['{n} 块积木', '{n} block|{n} blocks'],
  remove: ['删除', 'Delete'],
  removed: ['“{name}”删掉了', '{name} is deleted'],
  restored: ['“{name}”回来了', '{name} is back'],
  actions: ['“{name}”的更多操作', 'More for {name}'],
  computer: ['这台电脑', 'This computer'],
  computerWait: ['正在看这台电脑能做什么…', 'Looking at what this computer can do…'],
  trainingWorks: ['训练和识别都能用', 'Training and recognizing work'],
  noTraining: ['能识别，还不能训练', 'Recognizing works, training does not yet'],
  memoryFree: ['内存 {n} 可用', '{n} of memory free'],
  diskFree: ['硬盘还有 {n}', '{n} of disk left'],
  projectsIn: ['项目存在 {folder}', 'Projects are in {folder}'],
  checkUp: ['全面体检', 'Full check-up'],
  checkLess: ['收起', 'Show less'],
  repair: ['怎么修', 'How to mend it'],

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

  // Results
  results: ['结果', 'Results'],
  all: ['全部', 'All'],
  text: ['文字', 'Text'],
  curves: ['曲线', 'Curves'],
  pictures: ['图片', 'Pictures'],
  tables: ['表格', 'Tables'],
  clear: ['清空结果', 'Clear the results'],
  nothing: ['还没有结果', 'Nothing here yet'],
  nothingText: ['点右上角的绿色“运行”，文字、图片和曲线会出现在这里。', 'Press the green Run at the top right. Text, pictures and curves will appear here.'],
  noText: ['没有文字', 'No text'],
  noCurves: ['没有曲线。训练模型时会画在这里。', 'No curves. Training a model draws them here.'],
  noPictures: ['没有图片', 'No pictures'],
  newLines: ['{n} 行新文字', '{n} new line|{n} new lines'],
  folded: ['…折起来 {n} 行', '…{n} line folded|…{n} lines folded'],
  cut: ['…还有 {n} 个字符', '…{n} more character|…{n} more characters'],
  accuracy: ['答对', 'Correct'],
  trainAccuracy: ['练习答对', 'Correct in practice'],
  loss: ['损失', 'Loss'],
  valLoss: ['验证损失', 'Check loss'],
  curveOf: ['曲线：{names}', 'Curves: {names}'],
  step: ['步', 'Step'],
  round: ['轮', 'Round'],
  rounds: ['第 {n} / {m} 轮', 'Round {n} of {m}'],
  roundNumber: ['第 {n} 轮', 'Round {n}'],
  picturesDone: ['第 {n} / {m} 张图片', 'Picture {n} of {m}'],
  filesDone: ['第 {n} / {m} 个文件', 'File {n} of {m}'],
  stepsDone: ['第 {n} / {m} 步', 'Step {n} of {m}'],
  taskEmbed: ['看图片', 'Looking at pictures'],
  taskEvaluate: ['考试', 'Testing'],
  taskConvert: ['转换', 'Converting'],
  taskData: ['准备图片', 'Preparing pictures'],
  left: ['还要约 {n} 秒', 'about {n} s left'],
  leftMinutes: ['还要约 {n} 分钟', 'about {n} min left'],
  trained: ['训练好了：{m} 道题答对 {n} 道', 'Trained: {n} of {m} correct'],
  tested: ['考试：{m} 道题答对 {n} 道', 'Test: {n} of {m} correct'],
  spoken: ['{round}，答对 {n}', '{round}, {n} correct'],
  mistakes: ['看错题', 'See the mistakes'],
  onlyMistakes: ['只看答错的', 'Only the wrong ones'],
  doneIn: ['完成，用了 {t}', 'Finished in {t}'],
  nextHello: ['下一步：改一块积木，再运行', 'Next: change a block and run again'],
  nextDrag: ['下一步：把一块积木拖到“程序开始时”下面', 'Next: drag a block below “when the program starts”'],
  nextModel: ['下一步：用这个模型认新图片', 'Next: let the model look at new pictures'],
  seconds: ['{n} 秒', '{n} s'],
  minutesShort: ['{n} 分钟', '{n} min'],
  bestKept: ['留下了最好的模型：第 {n} 轮', 'Best model kept: round {n}'],
  fileModel: ['模型存好了', 'Model saved'],
  fileWeights: ['训练结果存好了', 'Weights saved'],
  fileOther: ['写好了文件', 'File written'],
  atLine: ['第 {n} 行：{what}', 'Line {n}: {what}'],
  right: ['答对', 'right'],
  wrong: ['答错', 'wrong'],
  enlarge: ['放大图片 {name}', 'Enlarge picture {name}'],
  before: ['上一张', 'Picture before'],
  after: ['下一张', 'Next picture'],
  rowsShown: ['只显示前 {n} 行，共 {m} 行', 'The first {n} of {m} rows'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],

  // Questions
  question: ['程序在问你', 'The program asks you'],
  yourAnswer: ['你的回答', 'Your answer'],
  send: ['回答', 'Answer'],
  pad: ['画板：用鼠标或手指画', 'Board: draw with mouse or finger'],
  padHint: ['在黑板上画，画大一点', 'Draw on the board, and draw it big'],
  wipe: ['擦掉', 'Wipe'],
  thisPicture: ['就用这张', 'Use this'],
  chooseFile: ['选文件', 'From a file'],
  morePictures: ['还有 {n} 张，看全部', '{n} more picture. See all|{n} more pictures. See all'],
  answeredElsewhere: ['这个问题已经有回答了', 'This question has its answer already'],

  // Keeping the work
  conflict: ['这个项目在另一个窗口里改过了', 'This project was changed in another window'],
  conflictLoad: ['打开那边改的', 'Load that one'],
  conflictCopy: ['把我的另存一份', 'Keep mine as a copy'],
  copyName: ['{name}（我的）', '{name} (mine)'],
  copyKept: ['你的这份存成了“{name}”', 'Yours is kept as {name}'],
  disconnected: ['和榫卯断开了，正在重连', 'Lost the studio. Trying again'],
  shutOut: ['榫卯重新启动过了。用它新打印的网址再打开一次，你的作品都在。', 'Sunmao was started anew. Open the new address that it printed. Your work is kept.'],
  offline: ['连不上榫卯', 'Sunmao is out of reach'],
  ours: ['这是我们的错，你的作品已保存', 'This is our fault. Your work is saved'],
  damagedOpen: ['打开上一次完好的', 'Open the last good one'],
  noProject: ['找不到这个项目', 'This project is not there'],
  noProjectText: ['它可能被删掉了，或者网址里少了几个字。', 'It may be deleted, or the address lacks a few letters.'],
  toHome: ['回首页', 'Go home'],
  retry: ['再试一次', 'Try again'],

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

  // The sections of a project
  sections: ['项目的各个部分', 'Sections of the project'],
  viewBlocks: ['积木', 'Blocks'],
  viewTraining: ['训练', 'Training'],
  viewMistakes: ['错题本', 'Mistakes'],
  viewModels: ['模型', 'Models'],
  viewWait: ['正在打开…', 'Opening…'],
  skipView: ['跳到内容', 'Skip to the content'],
  areaSections: ['换一部分', 'Sections'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type Key = keyof typeof TEXTS;
type Values = Record<string, string | number>;

export const lang = signal<Language>('zh');
const plural = new Intl.PluralRules('en');

function fill(text: string, values: Values): string {
  const forms = text.split('|');
  const form = forms.length > 1 && plural.select(Number(values.n)) !== 'one' ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? shown(values[name]) : hole));
}

function shown(value: string | number): string {
  return typeof value === 'number' ? new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(value) : value;
}

/** A sentence of the page in the language that is shown now. */
export function t(key: Key, values: Values = {}): string {
  return fill(TEXTS[key][lang.value === 'zh' ? 0 : 1], values);
}

/** The same sentence in both languages. */
export function both(key: Key, values: Values = {}): Text {
  return { zh: fill(TEXTS[key][0], values), en: fill(TEXTS[key][1], values) };
}

/** The half of a bilingual text that is shown now. */
export function say(text: Text | string): string {
  return typeof text === 'string' ? text : text[lang.value];
}
