/** Words of the home page. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  first: ['做你的第一个 AI', 'Make your first AI'],
  firstText: [
    '拖几块积木，看它一步步运行。大约 {n} 分钟。',
    'Drag a few blocks and watch them run step by step. About {n} minute.|Drag a few blocks and watch them run step by step. About {n} minutes.',
  ],
  openNamed: ['打开“{name}”', 'Open {name}'],
  carryOn: ['接着做', 'Carry on'],
  examples: ['例子', 'Examples'],
  examplesText: ['打开就能运行，随便改', 'They run as they are. Change anything'],
  minutes: ['{n} 分钟', '{n} minute|{n} minutes'],
  myProjects: ['我的项目', 'My projects'],
  noProjects: ['还没有项目。新建一个，或者从例子开始。', 'No project yet. Make one, or begin with an example.'],
  newProject: ['新建项目', 'New project'],
  importZip: ['导入 zip', 'Import zip'],
  dropProject: ['松手就导入', 'Let go to import it'],
  dropProjectText: ['一个榫卯导出的 zip', 'One zip that Sunmao exported'],
  untitled: ['我的项目', 'My project'],
  remove: ['删除', 'Delete'],
  computer: ['这台电脑', 'This computer'],
  trainingWorks: ['训练和识别都能用', 'Training and recognizing work'],
  noTraining: ['能识别，还不能训练', 'Recognizing works, training does not yet'],
  memoryFree: ['内存 {n} 可用', '{n} of memory free'],
  diskFree: ['硬盘还有 {n}', '{n} of disk left'],
  projectsIn: ['项目存在 {folder}', 'Projects are in {folder}'],
  checkUp: ['全面体检', 'Full check-up'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
