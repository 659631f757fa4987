/** Words of the bin: deleting, restoring and importing projects. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
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
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
