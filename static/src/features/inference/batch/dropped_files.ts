/** The files of what was dropped or chosen, folders and all. */

/** So many pictures at a time: their small copies stay in the memory of the page. */
export const MOST = 2_000;
const FOREIGN = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

export interface FoundFile {
  path: string;
  file: File;
}
export interface FoundFiles {
  files: FoundFile[];
  /** Whether there were more than `MOST`. */
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
  // Entries have to be taken before the first wait: the list is emptied after the event.
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const roots = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: FoundFiles = { files: [], cut: false };
  for (const { entry, file } of roots) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, found);
    else if (file) add(found, file.name, file);
  }
  return found;
}

/** Whether something dropped is meant for many pictures: a folder, or more than one file. */
export function isBatch(transfer: DataTransfer): boolean {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  return items.length > 1 || items.some((item) => item.webkitGetAsEntry()?.isDirectory);
}

function add(found: FoundFiles, path: string, file: File): void {
  if (path.split('/').some((part) => FOREIGN.test(part))) return;
  if (found.files.length < MOST) found.files.push({ path, file });
  else found.cut = true;
}

async function walk(folder: FileSystemDirectoryEntry, found: FoundFiles): Promise<void> {
  const reader = folder.createReader();
  while (!found.cut) {
    // A reader hands out a hundred at a time, until none is left.
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) return;
    for (const entry of some) {
      if (FOREIGN.test(entry.name)) continue;
      if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, found);
      else await readEntry(entry as FileSystemFileEntry, found);
    }
  }
}

async function readEntry(entry: FileSystemFileEntry, found: FoundFiles): Promise<void> {
  const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
  if (file) add(found, entry.fullPath.replace(/^\//, ''), file);
}
