/** Words of the home page. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  teachTitle: ['教电脑认东西', 'Teach the computer'],
  teachText: [
    '每样东西拍几秒，训练一下，就认得了。也能认手势和句子，找东西、数一数。',
    'Take a few pictures of each thing, train, and it recognizes them. Hand signs, sentences, finding and counting, too.',
  ],
  teachBegin: ['开始教', 'Start teaching'],
  teachTime: ['大约 3 分钟。没有摄像头，也可以用图片', 'About 3 minutes. No camera? Use pictures'],
  teachProject: ['我的第一个 AI', 'My first AI'],
  teachStar: ['星星', 'Star'],
  ways: ['别的开始', 'Other ways to begin'],
  wayBlocks: ['搭积木', 'Build with blocks'],
  wayBlocksText: ['从第一块积木开始，编自己的程序', 'Make a program of your own, block by block'],
  wayGuide: ['按步骤做', 'Go step by step'],
  wayGuideText: ['有一批图片或一张表，从数据到模型', 'You have pictures or a table: from data to a model'],
  guideProject: ['我的模型', 'My model'],
  wayBoard: ['接上板子', 'Connect a board'],
  wayBoardText: ['让舵机动起来；没有板子也能试', 'Make a servo move, with or without a board'],
  examples: ['例子', 'Examples'],
  examplesText: ['打开就能运行，随便改', 'They run as they are. Change anything'],
  minutes: ['{n} 分钟', '{n} min'],
  myProjects: ['我的项目', 'My projects'],
  noProjects: ['还没有项目。新建一个，或者从例子开始。', 'No project yet. Make one, or begin with an example.'],
  cardData: ['{m} 类 · {n} 张图片', '{m} classes · {n} picture|{m} classes · {n} pictures'],
  cardMark: ['大考 {n} / {m}', 'Test {n} of {m}'],
  newProject: ['新建项目', 'New project'],
  importZip: ['导入项目', 'Import a project'],
  importPictures: ['导入图片', 'Import pictures'],
  dropProject: ['松手就导入', 'Let go to import it'],
  dropProjectText: ['榫卯导出的 zip，或者一些图片', 'A zip that Sunmao exported, or pictures'],
  untitled: ['我的项目', 'My project'],
  remove: ['删除', 'Delete'],
  computer: ['这台电脑', 'This computer'],
  computerFindings: [
    '这台电脑：{n} 处要看看',
    'This computer: {n} thing to look at|This computer: {n} things to look at',
  ],
  computerWorks: ['这台电脑：训练和识别都能用', 'This computer: training and recognizing work'],
  computerNoTraining: ['这台电脑：能识别，还不能训练', 'This computer: recognizing works, training does not yet'],
  trainingWorks: ['训练和识别都能用', 'Training and recognizing work'],
  noTraining: ['能识别，还不能训练', 'Recognizing works, training does not yet'],
  memoryFree: ['内存 {n} 可用', '{n} of memory free'],
  diskFree: ['硬盘还有 {n}', '{n} of disk left'],
  projectsIn: ['项目存在 {folder}', 'Projects are in {folder}'],
  checkUp: ['全面体检', 'Full check-up'],
  differ: ['程序和积木不一样。', 'Program and blocks differ.'],
  differText: [
    'zip 里的 main.py 不是这些积木做出来的。点“运行”，运行的是这里的积木。',
    'The main.py in the zip is not what these blocks make. Run runs the blocks that you see.',
  ],
  importing: ['正在导入“{name}”', 'Importing {name}'],
  unpacking: ['正在打开…', 'Opening it…'],
  unpackingFiles: ['正在打开：{done} / {total} 个文件', 'Opening it: {done} of {total} files'],
  imported: ['“{name}”导入好了', '{name} is imported'],
  importStopped: ['没有导入', 'Nothing was imported'],
  projectOfPictures: ['用这些图片做一个项目', 'Make a project with these pictures'],
  notProjectZip: [
    '拖一个榫卯导出的 zip、一个 Python 程序（.py、.ipynb）进来，或者一些图片',
    'Drop one zip that Sunmao exported, one Python program (.py, .ipynb), or pictures',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
