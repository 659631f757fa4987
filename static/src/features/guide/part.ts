/** How the steps teach a kind of learning. */

import type { ComponentType } from 'preact';
import type { IconName } from '../../components/icon';
import type { Dataset } from '../../lib/dataset_types';
import type { Key } from '../../lib/texts';
import type { AnyEvaluation, Task } from '../../lib/types';
import type { LabelForm } from '../labels/labels';
import type { MethodDeclaration } from './methods';
import type { GuideStore } from './store';

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
  /** For what its networks were made; null: it learns without a network, at once. */
  networks: Task | null;
  /** How a way of learning is called; none: as its network. */
  nameBackbone?(backbone: string): string;
  /** Which of the kinds with its block is learned, the data says: the card of another kind stands for both. */
  follows?: true;
  /** The ways of learning that are offered in words. */
  methods: readonly MethodDeclaration[];
  /** Where there are few pictures, they are seen more often. */
  fitted: boolean;
  /** The mark of its test. */
  loadMark(): Promise<ComponentType<MarkProps<never>>>;
  /** Whether a test found nothing: more epochs are the next step. */
  foundNothing?(test: AnyEvaluation): boolean;
  /** How the data is chosen, where it is no set of pictures. */
  loadData?(): Promise<ComponentType<{ store: GuideStore }>>;
  /** What is asked for where the data is chosen. */
  loadQuestion?(): Promise<ComponentType<{ store: GuideStore }>>;
  /** Its pictures are taken into a folder for each class, or number. */
  collects: boolean;
  /** How the page that teaches has pictures of one's own labeled; none: it does not teach it. */
  teaches?: 'folders' | 'boxes';
  /** Why it cannot learn from labels of another form. */
  refuses?: Partial<Record<LabelForm, Key>>;
}

export interface MarkProps<Test extends AnyEvaluation> {
  store: GuideStore;
  test: Test;
}

declare module '../../lib/tasks' {
  interface TaskKind {
    /** Null: the steps do not teach it. */
    steps: StepsPart | null;
  }
}
