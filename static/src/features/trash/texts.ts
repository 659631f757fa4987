/** Words of the bin: deleting, restoring and importing projects. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  removed: ['“{name}”放进回收站了', '{name} is in the bin now'],
  restored: ['“{name}”恢复了', '{name} is restored'],
  binText: ['删掉的项目都在这里，随时可以恢复。', 'Deleted projects wait here. Restore them whenever you like.'],
  binEmpty: ['回收站是空的', 'The bin is empty'],
  restore: ['恢复', 'Restore'],
  restoreNamed: ['恢复“{name}”', 'Restore {name}'],
  deleteNamed: ['彻底删除“{name}”', 'Delete {name} for good'],
  deletedWhen: ['{when} 删的', 'Deleted: {when}'],
  deleteForGoodText: [
    '“{name}”连同它的图片、模型和所有版本都会删掉，不能再恢复。',
    '{name} is deleted with its pictures, models and all versions. It cannot be restored.',
  ],
  deletedForGood: ['“{name}”彻底删掉了', '{name} is deleted for good'],
  emptyBin: ['清空回收站', 'Empty the bin'],
  emptyBinText: [
    '里面的 {n} 个项目都会彻底删掉，不能再恢复。',
    '{n} project is deleted for good. It cannot be restored.|{n} projects are deleted for good. They cannot be restored.',
  ],
  emptied: ['回收站清空了', 'The bin is empty now'],
  runningDelete: ['程序还在运行', 'The program is still running'],
  runningDeleteText: [
    '“{name}”的程序正在运行。先停下来，再把项目放进回收站。',
    'The program of {name} is running. It is stopped first, then the project goes to the bin.',
  ],
  importing: ['正在导入“{name}”', 'Importing {name}'],
  unpacking: ['正在打开…', 'Opening it…'],
  unpackingFiles: ['正在打开：{done} / {total} 个文件', 'Opening it: {done} of {total} files'],
  imported: ['“{name}”导入好了', '{name} is imported'],
  importStopped: ['没有导入', 'Nothing was imported'],
  projectOfPictures: ['用这些图片做一个项目', 'Make a project with these pictures'],
  notProjectZip: ['拖一个榫卯导出的 zip 进来，或者一些图片', 'Drop one zip that Sunmao exported, or pictures'],
  differ: ['程序和积木不一样。', 'Program and blocks differ.'],
  differText: [
    'zip 里的 main.py 不是这些积木做出来的。点“运行”，运行的是这里的积木。',
    'The main.py in the zip is not what these blocks make. Run runs the blocks that you see.',
  ],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
