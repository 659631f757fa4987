/** Words of taking a project elsewhere. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  exportTitle: ['带走“{name}”', 'Take {name} with you'],
  exportInside: ['这个 zip 里有什么：', 'What is inside the zip:'],
  exportProgram: ['积木和 Python 程序', 'The blocks and the Python program'],
  export_data: ['数据集和图片（{n} 个文件）', 'Data sets and pictures ({n} file)|Data sets and pictures ({n} files)'],
  export_models: ['训练好的模型（{n} 个文件）', 'Trained models ({n} file)|Trained models ({n} files)'],
  export_history: ['以前的版本（{n} 个）', 'Earlier versions ({n})'],
  export_unfinished: [
    '训练中间的权重（{n} 个文件），接着训练才要',
    'Weights from the middle of a training ({n} file), only for going on with it|Weights from the middle of a training ({n} files), only for going on with it',
  ],
  export_bin: ['回收站里的图片（{n} 张）', 'Pictures in the bin ({n} picture)|Pictures in the bin ({n} pictures)'],
  exportPeople: ['照片里要是有人，先问问他愿不愿意。', 'If people are in the pictures, ask them first.'],
  exportTotal: ['一共约 {name}', 'about {name} in all'],
  exportMake: ['做成 zip', 'Make the zip'],
  exportedZip: [
    '“{name}”做好了，在浏览器的“下载”文件夹里',
    '{name} is made. It is in the Downloads folder of your browser',
  ],
  exportedNotebook: [
    '已导出 notebook，在 Jupyter 里打开；那里的 Python 要装了榫卯',
    'Notebook exported. Open it in Jupyter, whose Python needs Sunmao',
  ],
  exportedPython: [
    'main.py 存好了，在浏览器的“下载”文件夹里',
    'main.py is saved. It is in the Downloads folder of your browser',
  ],
  exportHowPython: ['单独的 main.py 怎么打开', 'How to start main.py alone'],
  exportHow: ['怎么打开', 'How to start it'],
  exportZip1: ['把“{name}”拷到装了榫卯的电脑上。', 'Copy {name} to a computer with Sunmao.'],
  exportZip2: [
    '打开榫卯的首页，点“导入项目”，选它。',
    'Open the first page of Sunmao, press “Import a project”, choose it.',
  ],
  exportZip3: ['打开这个项目，点“运行”。', 'Open the project, press Run.'],
  exportZipTrained: [
    '打开这个项目：训练好的模型在里面，直接能试、能大考。按“运行”才会再训练。',
    'Open the project: the trained model is in it, to be tried and tested. Only Run trains again.',
  ],
  exportStays: [
    '训练的曲线、大考成绩和错题留在这台电脑上。',
    'Curves of trainings, marks and mistakes of tests stay on this computer.',
  ],
  exportPython1: ['把 main.py 拷到装了榫卯的电脑上。', 'Copy main.py to a computer with Sunmao.'],
  exportPython2: [
    '程序还要用 {name} 里的文件：带走整个 zip，在装了榫卯的电脑上解开。',
    'The program also needs the files in {name}: take the whole zip, and unpack it on a computer with Sunmao.',
  ],
  exportPython3: [
    '在放 main.py 的文件夹里打开终端，输入 python main.py。',
    'Open a terminal in the folder of main.py and type: python main.py',
  ],
  exportTrains: [
    '这个程序里有训练：在那边运行，会从头再训练一遍。',
    'This program has a training in it: where it runs, it trains again.',
  ],
  exportUseText: [
    '只想用训练好的模型，就做一个不训练的程序。',
    'To use the trained model only, make a program that trains nothing.',
  ],
  exportUse: ['做一个程序', 'Make a program'],
  exportShow: ['想给家里人看', 'To show it to somebody'],
  exportShowText: [
    '在同一个网络里，平板、手机和别的电脑可以直接打开榫卯，什么都不用装。不在一起，那边的电脑要先装榫卯，再把 zip 拷过去。',
    'On the same network a tablet, a phone or another computer opens Sunmao directly, with nothing to install. Elsewhere the other computer needs Sunmao first, then the zip.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
