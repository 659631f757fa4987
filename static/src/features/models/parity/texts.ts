/** Words of the parity reports and of other runtimes. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  parityTitle: ['换个地方，答案还一样吗', 'The same answers everywhere?'],
  parityAbout: [
    '每次转换，小考图片都再认一遍：用训练出来的模型（PyTorch）、转换好的文件，还有单独运行的例子程序。',
    'At every conversion the validation pictures are answered again: by the trained model (PyTorch), by the file, and by the example program on its own.',
  ],
  parityNone: ['转换一个模型，报告就会出现在这里。', 'Convert a model and its report appears here.'],
  parityWhere: ['在哪里运行', 'Run by'],
  parityProgram: ['例子程序', 'Example program'],
  parityApart: ['最大相差', 'Largest difference'],
  parityPixels: ['{n} 像素', '{n} pixels'],
  parityTies: ['{n} 张不分高下', '{n} tie|{n} ties'],
  parityTie: ['不分高下', 'tie'],
  paritySee: ['看 {n} 张', 'See {n}'],
  backendsTitle: ['别的运行库', 'Other runtimes'],
  backendsAbout: [
    '在“把 模型 转换成 文件”上点 ＋ 选：OpenVINO（英特尔处理器）、ncnn（手机和开发板）、TFLite（安卓和开发板）。',
    'Choose ＋ on “convert model to file”: OpenVINO (Intel processors), ncnn (phones and boards), TFLite (Android and boards).',
  ],
  backendHere: ['已经装好', 'Installed'],
  backendInstall: ['安装 {name}', 'Install {name}'],
  backendStop: ['先不装', 'Not now'],
  backendComing: ['正在安装…', 'Being installed…'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
