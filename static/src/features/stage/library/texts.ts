/** Words of the sprite library, of drawing a sprite, and of cutting one out of a photo. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  chooseSprite: ['选一个角色', 'Choose a sprite'],
  spriteLibrary: ['图库', 'Library'],
  spriteDraw: ['自己画', 'Draw one'],
  spriteCut: ['剪一张照片', 'Cut out a photo'],
  spriteUse: ['用这个', 'Use this'],
  spriteEdit: ['改一改', 'Edit'],
  spriteFind: ['找', 'Find'],
  spritesAll: ['全部 {n}', 'All {n}'],
  spritesOwn: ['我的', 'My own'],
  spritesPackaged: ['自带的', 'Included'],
  spritesNone: ['没有找到。', 'Nothing was found.'],
  spriteCostumes: ['造型', 'Costumes'],
  spriteName: ['积木和 Python 里叫它', 'Its name in blocks and Python'],
  spriteNameWrong: [
    '名字用文字、字母、数字和下划线，不用数字开头。',
    'A name has letters, digits and underscores, and begins with a letter.',
  ],
  spriteRename: ['改名', 'Rename'],
  spriteDelete: ['删除', 'Delete'],
  spriteDeleteTitle: ['删除“{name}”？', 'Delete “{name}”?'],
  spriteDeleteText: [
    '图片会从项目里删掉，不能恢复。用它的积木会停下来，告诉你缺了图片。',
    'The picture is deleted from the project for good. A block that uses it will stop and say what is missing.',
  ],
  spriteDeleted: ['删掉了“{name}”。', '“{name}” was deleted.'],
  spriteAdded: ['“{name}”放进了积木。', '“{name}” is in the blocks.'],
  spriteRow: ['角色', 'Sprites'],
  spriteAdd: ['添加角色', 'Add a sprite'],
  spriteAt: ['x {x} y {y}', 'x {x} y {y}'],
  spriteSide: ['{name}的图片', 'Picture of {name}'],
  spriteWidth: ['粗细', 'Width'],
  drawPaper: ['画纸，480 × 360', 'Paper, 480 × 360'],
  drawHint: [
    '用鼠标、手指或笔画。键盘：方向键移动，空格落笔和提笔。没画到的地方是透明的。',
    'Draw with mouse, finger or pen. Keyboard: arrows move, Space puts the pen down and lifts it. The rest is see-through.',
  ],
  drawPen: ['画笔', 'Pen'],
  drawLine: ['直线', 'Line'],
  drawBox: ['方框', 'Box'],
  drawOval: ['椭圆', 'Oval'],
  drawFill: ['填色', 'Fill'],
  drawErase: ['橡皮', 'Eraser'],
  drawColor: ['颜色 {n}', 'Color {n}'],
  drawOther: ['别的颜色', 'Another color'],
  drawRedo: ['重做', 'Redo'],
  drawTools: ['工具', 'Tools'],
  drawColors: ['颜色', 'Colors'],
  drawEmpty: ['先画一点东西。', 'Draw something first.'],
  mySprite: ['我的角色', 'my_sprite'],
  myPhoto: ['我的照片', 'my_photo'],
  cutResult: ['剪下来的', 'The cut-out'],
  cutTake: ['拍一张', 'Take a photo'],
  cutAgain: ['再拍一张', 'Take again'],
  cutFile: ['选一张图片', 'Choose a picture'],
  cutTap: ['点一下要的东西', 'Tap what you want'],
  cutAdd: ['补上', 'Add'],
  cutAway: ['擦掉', 'Take away'],
  cutBusy: ['正在剪…', 'Cutting out…'],
  cutDone: ['剪好了。哪里不对，就补上或擦掉。', 'Cut out. Add or take away where it is wrong.'],
  cutNothing: ['没有剪出东西。点一下要的东西。', 'Nothing was cut out. Tap what you want.'],
  cutStays: ['照片不会离开这台电脑。', 'The photo stays on this computer.'],
  cutAskFirst: ['照片里有人：先问问他同不同意。', 'There is somebody in the photo: ask first.'],
  cutPhoto: ['照片。方向键移动，回车点一下。', 'Photo. Arrows move, Enter taps.'],
  cutNoPhoto: [
    '拍一张照片，或者选一张图片，再把要的东西剪下来。',
    'Take a photo or choose a picture, then cut out what you want.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
