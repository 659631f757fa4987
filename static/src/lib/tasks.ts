/**
 * The kinds of learning. Each is declared once, in `features/tasks/<kind>/`, and registered as the page begins. A room
 * that has to know more of a kind augments `TaskKind`, as catalogs augment `Sentences`: a kind that says nothing of it
 * does not compile.
 */

import type { Task } from './types';

export interface TaskKind {
  /** As data sets, models and tests call it. */
  name: Task;
}

const kinds = new Map<string, TaskKind>();

export function registerTask(kind: TaskKind): void {
  kinds.set(kind.name, kind);
}

/** In the order in which they are offered. */
export const listTasks = (): TaskKind[] => [...kinds.values()];

/** Null where nothing is called so. */
export const findTask = (name: string | null | undefined): TaskKind | null => kinds.get(name ?? '') ?? null;

/** Whatever does not say what it is for is of a model that gives each picture one class. */
export const getTask = (name: string | null | undefined): TaskKind => findTask(name) ?? kinds.get('classification')!;
