/** Generated from `sunmao/server/answers/teach.py` by `checks/generate_types.py`: change them there. */

import type { Split } from './dataset_types';
import type { Text } from './messages';
import type { Score, SkippedFiles } from './types';

export type { Score, SkippedFiles, Split, Text };

/** A data set of sentences that has just begun. path: as programs name it. */
export interface SentenceSet {
  name: string;
  path: string;
}

/** A sentence. row: its number in the table, by which it is changed. */
export interface SentenceRow {
  row: number;
  text: string;
  split: Split;
}

/** A class with its sentences, the oldest first. */
export interface SentenceClass {
  name: string;
  sentences: SentenceRow[];
}

/** All sentences of a data set. torn: those that stand in two classes. */
export interface SentenceClasses {
  classes: SentenceClass[];
  torn: string[];
}

/** What was taken away: classes, and [text, label, split] of sentences. */
export interface RemovedSentences {
  classes: string[];
  rows: string[][];
}

/** The same after a change. kept: how many sentences came; left_out: the first of `left` texts that did not. */
export interface SentencesChanged {
  classes: SentenceClass[];
  torn: string[];
  kept: number;
  left_out: SkippedFiles[];
  left: number;
  removed: RemovedSentences | null;
}

/** A model of sentences or points. modified: seconds since 1970; data: of its training, as far as the file says. */
export interface TaughtModel {
  path: string;
  modified: number;
  task: string;
  classes: string[];
  accuracy: number | null;
  data: Record<string, unknown> | null;
}

/**
 * A word of a sentence. without: the confidence of the answer when it is left out; seen: whether the model has learned
 * from a sentence with it.
 */
export interface TestedWord {
  word: string;
  start: number;
  without: number;
  seen: boolean;
}

/** What a model says of a sentence. scores: in the order of its classes; ms: that it took. */
export interface TextAnswer {
  label: string;
  unknown: boolean;
  confidence: number;
  scores: Score[];
  words: TestedWord[];
  ms: number;
  model: string;
}

/** The blocks of a kind that is not chosen now; null: there are none yet. */
export interface KeptProgram {
  workspace: Record<string, unknown> | null;
}

/** A text of the next-word machine. */
export interface TextFile {
  path: string;
  text: string;
}

/** Where a die fell, and from where to where the cell of its word reaches, 0 to 1. */
export interface ThrownDie {
  die: number;
  cell: number[];
}

/**
 * Where a word stands after those before it. text: which of the texts; before: where these begin; chosen: whether it is
 * the one that came.
 */
export interface FollowerPlace {
  text: number;
  start: number;
  end: number;
  before: number;
  chosen: boolean;
}

/** Why a word came. counts: [word, times] of what stood after the words before, `total` times in all. */
export interface WordReason {
  before: string[];
  word: string;
  counts: [string, number][];
  total: number;
  places: FollowerPlace[];
}

/** What the next-word machine has counted and written, see `answer_next_word`. */
export interface NextWords {
  words: string[];
  thrown: ThrownDie[];
  ended: boolean;
  counts: [string, number][];
  total: number;
  different: number;
  counted: number;
  copied: number;
  why: WordReason | null;
}

/** A sample of points. row: its number in the table; points: x and y in pixels of its picture. */
export interface PointTile {
  row: number;
  points: number[][];
}

/** A class of points. tests: how many of its samples are for the test; newest: some of the others. */
export interface PointClass {
  name: string;
  count: number;
  tests: number;
  newest: PointTile[];
}

/** The classes after a change. removed: what brings back that which was there. */
export interface PointClassesChanged {
  classes: PointClass[];
  removed: string | null;
}

/** What was seen in a picture of so many pixels. path: of the sample that was kept; why: nothing was seen. */
export interface FoundPoints {
  seen: boolean;
  points: number[][];
  side: string;
  width: number;
  height: number;
  path: string | null;
  why: Text | null;
  ms: number;
}
