/** Words of collecting. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  colInto: ['给“{name}”拍照', 'Collect for {name}'],
  colDone: ['拍完了', 'Done'],
  colFrom: ['图片从哪里来', 'Where pictures come from'],
  colOwn: ['浏览器的摄像头', "The browser's camera"],
  colComputer: ['电脑上的摄像头', 'Camera of the computer'],
  colFilm: ['视频', 'Film'],
  colFiles: ['图片文件', 'Picture files'],
  colClass: ['拍哪一类', 'Which class'],
  colNewClass: ['新的类别', 'New class'],
  colClassName: ['类别的名字', 'Name of the class'],
  colCount: ['{name}，{n} 张', '{name}, {n} picture|{name}, {n} pictures'],
  colTotal: ['{m}', '{m}'],
  colHold: ['按住连拍', 'Hold to take many'],
  colHoldKey: ['也可以按住空格键；数字键换类别', 'The space bar works too; number keys change the class'],
  colHoldSpace: ['也可以按住空格键', 'The space bar works too'],
  colHas: ['这里拍了 {n} 张', '{n} picture taken here|{n} pictures taken here'],
  colLater: ['先拍，拍完再标。', 'Take them first, label them after.'],
  colFirst: ['先起一个类别的名字', 'Name a class first'],
  colCountIn: ['数 {n} 秒再拍', 'Count to {n}, then take'],
  colStop: ['停', 'Stop'],
  colTaking: ['这一组 {n} 张', '{n} in this burst'],
  colUndo: ['撤销这一组（{n} 张）', 'Undo {n} picture|Undo {n} pictures'],
  colUndone: ['撤销了 {n} 张', '{n} picture taken back|{n} pictures taken back'],
  colMirror: ['左右相反', 'Mirrored'],
  colSquare: ['正方形', 'Square'],
  colCountdown: ['倒数 {n} 秒', 'Count to {n}'],
  colInterval: ['每隔', 'Every'],
  colSeconds: ['{p} 秒', '{p} s'],
  colLast: ['刚拍的', 'Just taken'],
  colShot: ['第 {n} 张', 'Picture {n}'],
  colKept: [
    '存在这台电脑的项目里，不会传到别处。',
    'They are kept in the project on this computer and go nowhere else.',
  ],
  colNoCamera: ['这台电脑上没有别的摄像头。', 'This computer has no other camera.'],
  colDenied: ['{name}（不能用）', '{name} (not allowed)'],
  colFilmText: ['选一个视频，每隔几秒取一张画面。', 'Choose a film, and take a picture out of it every few seconds.'],
  colChooseFilm: ['选一个视频', 'Choose a film'],
  colTakeOut: ['取出画面', 'Take them out'],
  colSending: ['正在送去…', 'Sending it…'],
  colFilmDone: ['取出了 {n} 张', '{n} picture taken out|{n} pictures taken out'],
  colDrop: ['把图片拖到这里，或者选几张', 'Drop pictures here, or choose some'],
  colChooseFiles: ['选图片', 'Choose pictures'],
  colNotHere: [
    '这个数据集带着自己的标注文件，不能往里拍。新建一个数据集再拍。',
    'This data set came with its own label files, so nothing is taken for it. Make a new data set to collect.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
