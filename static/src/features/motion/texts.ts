/** Words of what sensors of this device feel. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  motionUnsafe: [
    '这个网址不能用动作传感器。换成“更多 → 在平板上用”里的 https 网址。',
    'No motion sensor at this address. Open the https address from More, Use on a tablet.',
  ],
  motionDenied: [
    '浏览器不让用动作传感器。关掉这一页，再打开，问的时候选“允许”。',
    'The browser blocks the motion sensor. Close this page, open it again, and choose Allow when it asks.',
  ],
  motionMissing: [
    '这台设备没有动作传感器。在手机或平板上打开这个项目，或者用屏幕上的板子。',
    'This device has no motion sensor. Open this project on a phone or tablet, or use the board on the screen.',
  ],
  motionOn: [
    '程序正在用这台设备的动作传感器：拿着它动一动。',
    'The program feels how this device is moved: take it and move it.',
  ],
  motionAsk: ['程序要用动作传感器。点“允许”。', 'The program asks for the motion sensor. Press Allow.'],
  motionAllow: ['允许', 'Allow'],
  motionOther: ['用手机或平板', 'Use a phone or tablet'],
  axisLeftRight: ['左右', 'left–right'],
  axisFrontBack: ['前后', 'front–back'],
  axisUpDown: ['上下', 'up–down'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
