/** What a kind of learning adds to the try-it panel. */

import type { ComponentChildren, ComponentType } from 'preact';
import type { Key } from '../../lib/texts';
import type { ModelFile } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import type { BatchAnswer, BatchRow } from './batch/batch_types';
import type { InferenceSession } from './inference_session';

export interface AnswerProps {
  /** Its answers are those of the kind. */
  trial: InferenceSession<never>;
  /** One picture comes after the other. */
  moving: boolean;
}

/** How answers to many pictures are shown. */
export interface BatchPart {
  /** By what pictures are sorted, and what the orders are called: the lowest first, the highest first. */
  rank(answer: BatchAnswer): number;
  orders: [lowest: Key, highest: Key];
  /** What the name of a folder says of the pictures in it; null: nothing. */
  readTruth(folder: string): string | null;
  /** In a few letters. */
  describe(row: BatchRow): string;
  /** How well it did, as far as folders say it. */
  describeRight(rows: BatchRow[]): string;
  /** The heads of a table and its cells. named: folders say something. */
  columns(named: boolean): string[];
  listCells(row: BatchRow, named: boolean): string[];
  /** Beside the large picture. */
  Large: ComponentType<{ row: BatchRow }>;
}

/** Answers that are neither classes nor things. note: where blocks have them. */
export interface AnswerPart {
  load(): Promise<ComponentType<AnswerProps>>;
  loadBatch(): Promise<BatchPart>;
  note: Key;
}

/** A model that is asked by a form, and not about pictures. head: which model it is. */
export interface FormProps {
  opened: ProjectStore;
  model: ModelFile;
  head: ComponentChildren;
  /** What becomes of it; null: how a block asks the same. */
  note: string | null;
  onAnswer?(): void;
}

declare module '../../lib/tasks' {
  interface TaskKind {
    /** None: it is asked about pictures. */
    loadForm?(): Promise<ComponentType<FormProps>>;
    /** None: bars for its classes, or what it found over the picture. */
    answer?: AnswerPart;
  }
}
