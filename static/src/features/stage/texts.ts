/** Words of the stage and its panel. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  stage: ['舞台', 'Stage'],
  stagePanel: ['面板', 'Panel'],
  enlargeStage: ['放大', 'Enlarge'],
  leaveStage: ['回到积木', 'Back to the blocks'],
  fullScreen: ['全屏', 'Full screen'],
  stageEmpty: ['空的舞台。运行程序，角色就会出现。', 'An empty stage. Run the program, and sprites appear.'],
  stageSays: ['{name}说：{text}', '{name} says: {text}'],
  stageHas: ['舞台上有：{names}。', 'On the stage: {names}.'],
  stageAnd: ['、', ', '],
  arrangePanel: ['排一排面板', 'Arrange the panel'],
  arrangeDone: ['排好了', 'Done'],
  arrangeHint: [
    '拖动来换位置。键盘：方向键移动，回车变宽变窄。',
    'Drag to move. Keyboard: arrows move, Enter makes it wide or narrow.',
  ],
  arrangePlace: ['{name}，第 {n} 个，共 {m} 个', '{name}, place {n} of {m}'],
  arrangeWide: ['“{name}”占一整行', '“{name}” takes the whole row'],
  panelOn: ['开', 'on'],
  panelOff: ['关', 'off'],
  panelNow: ['现在 {value}', 'now {value}'],
  panelWrite: ['写好按回车', 'Enter when done'],
  remoteControl: ['遥控器', 'Remote control'],
  leaveRemote: ['回到舞台', 'Back to the stage'],
  remoteEmpty: [
    '面板还是空的。运行程序，按钮和滑杆就会出现。',
    'The panel is empty. Run the program, and its buttons appear.',
  ],
  stageKeys: ['按键会传给程序，Esc 回到页面。', 'Keys go to the program; Esc gives the page back.'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
