/** How the steps teach a kind of learning. */

import type { IconName } from '../../components/icon';
import type { Dataset } from '../../lib/dataset_types';
import type { Key } from '../../lib/texts';
import type { Task } from '../../lib/types';
import type { Method } from './methods';

export interface StepsPart {
  /** Its place among the tasks. */
  place: number;
  icon: IconName;
  title: Key;
  text: Key;
  /** To learn this in place of another task. */
  instead: Key;
  /** Its model as a block, in a few words. */
  model: Key;
  /** Tasks of data sets from which its models learn (as `LEARNED_FROM` of the library). */
  learnsFrom: readonly Task[];
  /** Whether it can learn from such a set of those tasks; none: from every one. */
  takes?(set: Pick<Dataset, 'task' | 'classes'>): boolean;
  /** For what its networks were made. */
  networks: Task;
  /** The ways of learning that are offered in words. */
  methods: readonly Method[];
  /** Where there are few pictures, they are seen more often. */
  fitted: boolean;
}

declare module '../../lib/tasks' {
  interface TaskKind {
    /** Null: the steps do not teach it. */
    steps: StepsPart | null;
  }
}
