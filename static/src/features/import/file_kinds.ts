/** Files that do not become data sets of pictures: each kind of them registers how it takes its own. */

import type { ProjectStore } from '../../state/project_store';

export interface FileKind {
  /** Whether a single file is one of this kind. */
  accepts(name: string): boolean;
  /** Brings it in; another way to bring it in is the usual one of data sets. */
  take(opened: ProjectStore, file: File, asDataset: () => void): Promise<void>;
}

const kinds: FileKind[] = [];

export function registerFileKind(kind: FileKind): void {
  kinds.push(kind);
}

/** The kind of which a file is, where one has registered it. */
export const findFileKind = (name: string) => kinds.find((kind) => kind.accepts(name)) ?? null;
