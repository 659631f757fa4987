/**
 * The kinds of learning. Each is declared once, in `features/tasks/<kind>/`, and registered as the page begins. A room
 * that has to know more of a kind augments `TaskKind`, as catalogs augment `Sentences`: a kind that says nothing of it
 * does not compile.
 */

import type { Task } from './types';

/** A kind in programs. */
export interface ProgramPart {
  /** The block of its models, and their network, or way of learning, where nobody chooses one. */
  block: string;
  backbone: string;
  /** Where nobody says how, only the last layer of the network learns. */
  quick: boolean;
  /** The last layer can learn alone. */
  lastLayer: boolean;
  /** Of a training of the whole network, where nobody says how many: those of `train()`. */
  epochs: number;
  /**
   * Pictures that the network looks at, few ones again and again, until it tells alike things apart: as many as the
   * library takes where no epochs are said (`fit_epochs`), of 320 pixels in ten minutes on two processor cores. Of
   * photographs of playing cards, of 96 to learn from, 1,900 looks find 29 % of what is there, 5,800 find 74 %. None:
   * few pictures are not seen more often.
   */
  looks?: number;
  /** It learns from the rows of a table, at once. */
  rows?: true;
  /** Of what learns from rows: it guesses a number, not a class. */
  numbers?: true;
}

export interface TaskKind {
  /** As data sets, models and tests call it. */
  name: Task;
  program: ProgramPart;
}

const kinds = new Map<string, TaskKind>();

export function registerTask(kind: TaskKind): void {
  kinds.set(kind.name, kind);
}

/** In the order in which they are offered. */
export const listTasks = (): TaskKind[] => [...kinds.values()];

/** The part of the kind whose models a block makes. */
export const findProgram = (block: string): ProgramPart | undefined =>
  listTasks().find(({ program }) => program.block === block)?.program;

/** The kind that guesses a class, or a number, of each row of a table. */
export const getRowTask = (numbers: boolean): Task =>
  listTasks().find(({ program }) => program.rows && (program.numbers ?? false) === numbers)!.name;

/** Null where nothing is called so. */
export const findTask = (name: string | null | undefined): TaskKind | null => kinds.get(name ?? '') ?? null;

/** Whatever does not say what it is for is of a model that gives each picture one class. */
export const getTask = (name: string | null | undefined): TaskKind => findTask(name) ?? kinds.get('classification')!;
