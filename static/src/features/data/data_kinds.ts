/** What lies in Data and is no data set of pictures: each kind registers what it lists and how it is shown. */

import type { ComponentType } from 'preact';
import type { Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';

/** One thing of a kind. builtin: a sample that the project does not have yet. */
export interface DataChoice {
  name: string;
  title: Text;
  builtin: boolean;
}

export interface DataKind {
  /** What its own things, and its samples, are called together. */
  titles(): { own: string; samples: string };
  /** Whether what has this name is of this kind. */
  owns(name: string): boolean;
  list(project: string): Promise<DataChoice[]>;
  View: ComponentType<{ opened: ProjectStore; name: string }>;
  /** One more way to come by some, where a project has no data. */
  Way?: ComponentType<{ opened: ProjectStore }>;
}

const kinds: DataKind[] = [];

export function registerDataKind(kind: DataKind): void {
  kinds.push(kind);
}

export const listDataKinds = (): readonly DataKind[] => kinds;
/** The kind of what has a name; null for data sets. */
export const findDataKind = (name: string | null) => kinds.find((kind) => name !== null && kind.owns(name)) ?? null;
