/** Words for editing the pictures of a data set. */

import { type Catalogue, registerTexts } from '../../../lib/texts';

const TEXTS = {
  editSelected: ['已选 {n} 张', '{n} selected'],
  editSelectedHead: ['选中的 {n} 张', '{n} picture selected|{n} pictures selected'],
  editClear: ['不选了', 'Clear the selection'],
  editLabel: ['改类别', 'Change label'],
  editTags: ['改标签', 'Change tags'],
  editSomeHave: ['{name}（有的有）', '{name} (some)'],
  editNewClass: ['新类别…', 'New class…'],
  editClassName: ['类别的名字', 'Name of the class'],
  editMove: ['移到', 'Move to'],
  editDelete: ['删除', 'Delete'],
  editRestore: ['放回去', 'Put back'],
  editRestoreAll: ['都放回去', 'Put all back'],
  editRestoreThese: ['把它们放回去', 'Put them back'],
  editClassEmpty: ['“{name}”现在没有图片', '{name} has no pictures now'],
  editClassInBin: ['{n} 张在回收站里。', '{n} picture lies in the bin.|{n} pictures lie in the bin.'],
  editBack: ['回到图片', 'Back to the pictures'],
  editBinText: ['训练时不用这些图片，随时能放回去', 'Not used for training; put them back at any time'],
  editEmptyBin: ['清空回收站…', 'Empty the bin…'],
  editEmptyTitle: ['彻底删除 {n} 张图片', 'Delete {n} picture for good|Delete {n} pictures for good'],
  editEmptyText: ['删掉以后找不回来。', 'They cannot be brought back.'],
  editEmptyNow: ['彻底删除', 'Delete for good'],
  editBinEmpty: ['回收站是空的', 'The bin is empty'],
  editBinEmptyText: ['删除的图片会放在这里，不会丢。', 'Deleted pictures come here; none is lost.'],
  editWhat: ['改过的地方', 'What was changed'],
  editRedo: ['重做', 'Redo'],
  editLast: ['上一步：{what}', 'Last change: {what}'],
  editNothing: ['点图片左上角的圈，就能改它', 'Tick pictures to change them'],
  editNothingMap: ['圈几张图片，就能改它们', 'Draw a loop around pictures to change them'],
  editNothingTouch: ['按住一张图片，就能改它', 'Hold a picture to change it'],
  editMerged: [
    '另一个页面改了 {n} 张，已经合在一起',
    'Another page changed {n} picture; merged|Another page changed {n} pictures; merged',
  ],
  editChanges: ['改过什么', 'Changes'],
  editChangesText: ['最近的在最上面，每一次都能单独撤销。', 'The latest first. Each can be undone alone.'],
  editUndone: ['已撤销', 'Undone'],
  editConflict: ['另一个页面先改了', 'Another page was first'],
  editConflictText: [
    '你选的图片里，有 {n} 张刚刚在另一个页面改过。用哪一个？',
    '{n} picture that you chose was just changed on another page. Which shall count?|{n} pictures that you chose were just changed on another page. Which shall count?',
  ],
  editKeepMine: ['用我的', 'Mine'],
  editKeepTheirs: ['留着那边的', 'The other page’s'],
  editDidRelabel: ['{n} 张改成“{label}”', '{n} picture to {label}|{n} pictures to {label}'],
  editDidRelabelFrom: [
    '{n} 张从“{from}”改成“{label}”',
    '{n} picture from {from} to {label}|{n} pictures from {from} to {label}',
  ],
  editDidTag: ['{n} 张加上“{label}”', '{label} added to {n} picture|{label} added to {n} pictures'],
  editDidUntag: ['{n} 张去掉“{label}”', '{label} taken off {n} picture|{label} taken off {n} pictures'],
  editDidMove: ['{n} 张移到{part}', '{n} picture moved to {part}|{n} pictures moved to {part}'],
  editDidDelete: ['{n} 张放进回收站', '{n} picture into the bin|{n} pictures into the bin'],
  editDidRestore: ['{n} 张放回来了', '{n} picture put back|{n} pictures put back'],
  editDidConfirm: ['{n} 张的标签没错', '{n} label confirmed|{n} labels confirmed'],
  editDidAnnotate: ['{n} 张重新标注了', '{n} picture labeled|{n} pictures labeled'],
  editDidAccept: [
    '采用了模型给 {n} 张的建议',
    'suggestions for {n} picture accepted|suggestions for {n} pictures accepted',
  ],
  editDidClasses: ['改了类别', 'the classes changed'],
  editDidMend: ['体检修好 {n} 张', 'the doctor mended {n} picture|the doctor mended {n} pictures'],
  editDidSomething: ['改了 {n} 张', '{n} picture changed|{n} pictures changed'],
  editMerge: ['合并到', 'Merge into'],
  editDeleteClass: ['这一类的图片都删除', 'Delete all of its pictures'],
  editMore: ['+{m}', '+{m}'],
  editOfEach: ['{name}：{n} 张', '{name}: {n}'],
  editTips: ['小窍门', 'Shortcuts'],
  editKeyDrag: ['拖框', 'Drag'],
  editKeyShift: ['Shift 点', 'Shift click'],
  editTipMany: ['一次选很多张', 'Select many'],
  editTipAll: ['全选', 'Select all'],
  editTipLabel: ['改成这一类', 'Give this class'],
  editTipDelete: ['放进回收站', 'Into the bin'],
  editTipUndo: ['撤销', 'Undo'],
  editSafe: ['原图不会变，删掉的都在回收站里。', 'The files stay as they are. What is deleted lies in the bin.'],
  editKeysHint: ['选中图片，按键改类别', 'Select pictures, press a key'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
