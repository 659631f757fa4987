/** Words of trainings that take place on another computer. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  clusterTrainOn: ['训练在', 'Train on'],
  clusterHere: ['这台电脑', 'this computer'],
  clusterLooking: ['正在看 {name} 有没有空…', 'Looking whether {name} has room…'],
  clusterNotThere: ['{name} 现在不能训练：{why}', '{name} cannot train now: {why}'],
  clusterFree: ['{name} 现在有空', '{name} is free now'],
  clusterBusy: [
    '{name} 上还有 {n} 个训练没有结束，没有空位时要排队',
    '{n} other training is on {name}; yours waits when there is no room|{n} other trainings are on {name}; yours waits when there is no room',
  ],
  clusterCores: ['{n} 个处理器核', '{n} processor core|{n} processor cores'],
  clusterCards: ['{n} 张显卡', '{n} graphics card|{n} graphics cards'],
  clusterTimeHere: ['这里：{time}', 'here: {time}'],
  clusterTimeThere: ['那里：{time}', 'there: {time}'],
  clusterTimeUnknown: ['那里：练过一次才知道', 'there: known after the first training'],
  // While it trains
  clusterSending: ['正在把数据送到 {name}…', 'Sending the data to {name}…'],
  clusterStarting: ['{name} 就要开始了', '{name} is about to begin'],
  clusterWaiting: [
    '在 {name} 排队，前面还有 {n} 个',
    'Waiting on {name}: {n} training before it|Waiting on {name}: {n} trainings before it',
  ],
  clusterRunning: ['在 {name} 上训练', 'Training on {name}'],
  clusterSilent: [
    '和 {name} 的连接断了。那边的训练会继续，连上了就接着看',
    'The link with {name} is lost. The training goes on there, and is shown again when the link is back',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
