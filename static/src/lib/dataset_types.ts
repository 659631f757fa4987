/** What the server says about data sets (`sunmao/server/routes/datasets.py`). */

import type { Task, Text } from './types';

export type Split = 'train' | 'val' | 'test';
/** reject: it cannot be used so. */
export type Level = 'reject' | 'warn';
export type Answer = 'accept' | Level;

/**
 * A data set of the project. path: as programs name it. unlabeled: pictures of which nobody has said yet what is in
 * them. builtin: a sample that the project has not made yet; findings: null until it was checked. problem: why it
 * cannot be read. coming: it is being read just now, its numbers are of before. The pictures of a class are not counted
 * (null) in a sample that nobody has looked at.
 */
export interface Dataset {
  name: string;
  path: string;
  title: Text;
  task: Task | null;
  format: string | null;
  pictures: number;
  unlabeled: number;
  classes: { name: string; count: number | null }[];
  bytes: number;
  /** Of `bytes`, those in the bin. */
  bin_bytes: number;
  divided: boolean;
  locked: boolean;
  builtin: boolean;
  findings: number | null;
  answer: Answer | null;
  problem: Text | null;
  coming: boolean;
}

export type MendKind = 'broken' | 'boxes' | 'names' | 'leaks' | 'duplicates' | 'unclear' | 'parts' | 'uneven';

/**
 * One thing that a check found. pictures: the first of `total` pictures concerned. mend: how it is mended; null where
 * that would be a guess.
 */
export interface DatasetIssue {
  key: string;
  level: Level;
  count: number;
  text: Text;
  pictures: string[];
  total: number;
  mend: MendKind | null;
}

/** A finding that was mended by an edit. before, after: what it counted, and counts now. pictures: that were edited. */
export interface MendedIssue {
  key: string;
  kind: MendKind;
  before: number;
  after: number;
  pictures: number;
  edit: string;
  text: Text | null;
}

/** answer: null until it was checked. checked: when, as ISO 8601. stale: the pictures have changed since. */
export type CheckReport =
  | { answer: null }
  | {
      answer: Answer;
      pictures: number;
      checked: string;
      stale: boolean;
      findings: DatasetIssue[];
      mended: MendedIssue[];
    };

/**
 * A picture on the wall. n: its number among all pictures. marks: the keys of its findings. things: as its thumbnail
 * shows them.
 */
export interface PictureRow {
  n: number;
  path: string;
  labels: string[];
  split: Split;
  w: number | null;
  h: number | null;
  marks: string[];
  things: ObjectAnnotation[];
  /** It goes into the bin, or out of it, just now. */
  leaving?: true;
}

/** box: left, top, right, bottom in pixels. polygons: x, y, x, y, … */
export interface ObjectAnnotation {
  label: string;
  box: [number, number, number, number];
  polygons: number[][];
}

export interface Picture {
  path: string;
  labels: string[];
  split: Split;
  w: number | null;
  h: number | null;
  things: ObjectAnnotation[];
  /** Address of the colored mask, or null. */
  mask: string | null;
  findings: { key: string; text: Text }[];
}

/**
 * Counts. sizes: of pictures, each bin by its middle. per_picture: things; areas: by the side in pixels of a square as
 * large.
 */
export interface DatasetStatistics {
  classes: { name: string; train: number; val: number; test: number }[];
  sizes: { w: number; h: number; count: number }[];
  boxes: { per_picture: HistogramBin[]; areas: HistogramBin[]; by_class: { name: string; count: number }[] };
}
export interface HistogramBin {
  from: number;
  to: number;
  count: number;
}

/** A piece of work of the server. total: 0 while it is not known. */
export interface Job<Result = unknown> {
  id: string;
  kind: 'describe' | 'import' | 'check' | 'mend' | 'suspects' | 'map' | 'export' | 'film' | 'compress';
  state: 'running' | 'done' | 'failed' | 'stopped';
  done: number;
  total: number;
  text: Text | null;
  result: Result | null;
}

/** A way in which files can be taken as a data set. about: a sentence. */
export interface SourceReading {
  name: string;
  title: Text;
  about: Text;
}

export interface SourceSample {
  path: string;
  labels: string[];
  split: Split;
  /** Whether there is a picture of it, with its labels drawn. */
  drawn: boolean;
}

/**
 * What is about to be imported (`sunmao/data/sources/describe_source.py`). task: null for pictures without labels.
 * parts: empty where the files do not say any. refusal: why it cannot be taken in this reading.
 */
export interface SourceDescription {
  import: string;
  reading: string;
  title: Text;
  task: Task | null;
  pictures: number;
  classes: { name: string; count: number }[];
  parts: Partial<Record<Split, number>>;
  objects: number;
  findings: (Text & { key: string; level: Level })[];
  refusal: Text | null;
  readings: SourceReading[];
  samples: SourceSample[];
}

/**
 * What the wall shows. smaller, larger: pixels that the longer side has at most, at least. deleted: what lies in the
 * bin.
 */
export interface Filter {
  label?: string;
  split?: Split;
  finding?: string;
  smaller?: number;
  larger?: number;
  deleted?: 1;
}

export interface FormatRow {
  name: string;
  title: Text;
}
