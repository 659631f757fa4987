/** Words of the stage and its panel. */

import { type Catalogue, registerTexts } from '../../lib/texts';

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
  stageKeys: ['按键会传给程序，Esc 回到页面。', 'Keys go to the program; Esc gives the page back.'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
