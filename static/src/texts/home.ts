/** Words of the home page. */

import type { Catalogue } from '../texts';

export const HOME = {
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
} as const satisfies Catalogue;
