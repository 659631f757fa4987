/** Pictures that were dropped, and what a model says of them. */

import type { BatchAnswer, Score } from '../../../lib/types';

export type { BatchAnswer, Score };

export interface FoundBox {
  label: string;
  confidence: number;
  box: readonly [left: number, top: number, right: number, bottom: number];
}

/** A picture with its answer. */
export interface BatchRow {
  /** Where it lay in what was dropped; no two have the same. */
  path: string;
  file: File;
  /** The address of its small copy. */
  thumb: string;
  answer: BatchAnswer;
  /** What it says; of a model that finds things the label of most of them, '' where it found nothing. */
  label: string;
  /**
   * Confidence, 0 to 1, or by what else it is sorted; of a model that finds things of the least sure one, 1 where there
   * is none.
   */
  sure: number;
  scores: Score[];
  things: FoundBox[];
  width: number;
  height: number;
  /** The folder that it lay in, where that is called as a class of the model, or says what is right. */
  truth: string | null;
  /** Its folder says another class. */
  wrong: boolean;
  /** The class that it was added to. */
  added: string | null;
}

export type Order = 'unsure' | 'sure' | 'dropped';
/** label: of the answer. state: those whose folder says otherwise, or that were added. */
export interface BatchFilter {
  label?: string;
  state?: 'wrong' | 'added';
}
