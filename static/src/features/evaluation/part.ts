/** How the tests of a kind of learning are shown: its part of the evaluation. */

import type { ComponentType } from 'preact';
import type { EvaluationRow } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import type { EvaluationStore, Test } from './store';

/** test: of this kind, whatever its type says. */
export interface EvaluationProps {
  opened: ProjectStore;
  store: EvaluationStore;
  test: Test;
}

/** Kinds with the same object share it: their tests can be compared with each other. */
export interface EvaluationPart {
  /** The view of a test, with the lab of its mistakes and the comparison with another one. */
  load(): Promise<ComponentType<EvaluationProps>>;
  /** How a test went, in a few letters. */
  describeMark(row: EvaluationRow): string;
}

declare module '../../lib/tasks' {
  interface TaskKind {
    evaluation: EvaluationPart;
  }
}
