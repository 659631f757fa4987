/** The files of what was dropped on the page: loose ones, and those in folders. */

/** path: where it lies in what was dropped, folders and all. */
export interface DroppedFile {
  path: string;
  file: File;
}

/** Each file in turn; entries that cannot be read, and those whose name is refused, are left out. */
export function walkDropped(transfer: DataTransfer, isWanted: (name: string) => boolean = () => true) {
  // Entries have to be taken before the first wait: the list is emptied after the event. What a program hands over has
  // none, but the file itself.
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const roots = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return walkRoots(roots, isWanted);
}

/** Whether a folder is among what was dropped. */
export const hasFolder = (transfer: DataTransfer) =>
  [...transfer.items].some((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory);

export const isZip = ({ name }: { name: string }) => /\.(zip|tm)$/i.test(name);

async function* walkRoots(
  roots: { entry: FileSystemEntry | null; file: File | null }[],
  isWanted: (name: string) => boolean,
): AsyncGenerator<DroppedFile> {
  for (const { entry, file } of roots) {
    if (entry?.isDirectory) yield* walkEntry(entry, isWanted);
    else if (file && isWanted(file.name)) yield { path: file.name, file };
  }
}

async function* walkEntry(entry: FileSystemEntry, isWanted: (name: string) => boolean): AsyncGenerator<DroppedFile> {
  if (!isWanted(entry.name)) return;
  if (entry.isDirectory) {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // A reader hands out a hundred at a time, until none is left.
      const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
      if (!some.length) return;
      for (const child of some) yield* walkEntry(child, isWanted);
    }
  }
  const file = await new Promise<File | null>((resolve) =>
    (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
  );
  if (file) yield { path: entry.fullPath.replace(/^\//, ''), file };
}
