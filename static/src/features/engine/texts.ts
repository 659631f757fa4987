/** The sentences about the training engine. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  engine: ['训练引擎', 'Training engine'],
  engineHere: ['训练引擎到了，可以训练了', 'The training engine is here. You can train now'],
  engineAbsent: ['这台电脑还没有训练引擎，别的都能用', 'There is no training engine yet; everything else works'],
  enginePlanning: ['正在看训练引擎有多大…', 'Looking how large the training engine is…'],
  engineFetching: ['训练引擎正在下载，别的都能用', 'The training engine is coming'],
  engineInstalling: ['训练引擎到了，正在安装', 'The training engine is here and being installed'],
  enginePaused: ['训练引擎还没有下载完，别的都能用', 'The training engine is not complete yet'],
  engineOf: ['{n} / {m}', '{n} of {m}'],
  engineParts: ['{n} / {m}', '{n} of {m}'],
  engineSpeed: ['每秒 {n}', '{n} a second'],
  engineLeft: ['还要约 {t}', 'about {t} left'],
  engineSeconds: ['{n} 秒', '{n} second|{n} seconds'],
  engineMinutes: ['{n} 分钟', '{n} minute|{n} minutes'],
  engineLater: ['先不下载', 'Not now'],
  engineGoOn: ['继续', 'Go on'],
  engineFetch: ['下载', 'Download'],
  engineAwaited: ['引擎还在下载，到了就自动训练', 'The engine is still coming. Then it trains by itself'],
  engineAwaitedTime: [
    '引擎还在下载，还要约 {t}，到了就自动训练',
    'The engine is still coming, about {t}. Then it trains by itself',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
