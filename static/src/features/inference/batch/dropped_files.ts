/** The files of what was dropped or chosen, folders and all. */

import { type DroppedFile, hasFolder, walkDropped } from '../../../lib/files/dropped_files';

/** So many pictures at a time: their small copies stay in the memory of the page. */
export const MAX_DROPPED_FILES = 2_000;
const FOREIGN = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

export interface FoundFiles {
  files: DroppedFile[];
  /** Whether there were more than `MAX_DROPPED_FILES`. */
  cut: boolean;
}

/** What a file chooser gave. */
export function readChosen(files: Iterable<File>): FoundFiles {
  const found: FoundFiles = { files: [], cut: false };
  for (const file of files) add(found, file.webkitRelativePath || file.name, file);
  return found;
}

/** What was dropped: files, folders, or both. Entries that cannot be read are left out. */
export async function readDropped(transfer: DataTransfer): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], cut: false };
  for await (const { path, file } of walkDropped(transfer, (name) => !FOREIGN.test(name))) {
    add(found, path, file);
    if (found.cut) break;
  }
  return found;
}

/** Whether something dropped is meant for many pictures: a folder, or more than one file. */
export function isBatch(transfer: DataTransfer): boolean {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  return items.length > 1 || hasFolder(transfer);
}

function add(found: FoundFiles, path: string, file: File): void {
  if (path.split('/').some((part) => FOREIGN.test(part))) return;
  if (found.files.length < MAX_DROPPED_FILES) found.files.push({ path, file });
  else found.cut = true;
}
