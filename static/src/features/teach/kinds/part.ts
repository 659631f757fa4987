/** A kind of teaching: what is taught, of which samples. Each is one folder here, and declared once. */

import type { ComponentType } from 'preact';
import type { IconName } from '../../../components/icon';
import type { Key } from '../../../lib/texts';
import type { Workspace } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';

/** As the studio keeps their blocks. */
export type KindName = 'pictures' | 'find' | 'hands' | 'sounds' | 'text' | 'motion' | 'next_word';

export interface TeachKind {
  name: KindName;
  icon: IconName;
  label: Key;
  /** Of the data sets that are counted on its tab: tasks, or what samples they have; none: nothing is counted. */
  tasks: readonly string[];
  /** How many samples there are that are in no data set. */
  count?(opened: ProjectStore): Promise<number>;
  /** The packages that the studio brings for it; none: it needs no more. */
  needs?: 'language';
  /** Whether the blocks of a project are of this kind. */
  reads(workspace: Workspace): boolean;
  /** Its first blocks, with the data set that they open. Null: it has written them itself. */
  begin(opened: ProjectStore): Promise<Workspace | null>;
  /** Sample cards, training and test, the live pane and its blocks. */
  load(): Promise<ComponentType<{ opened: ProjectStore }>>;
}
