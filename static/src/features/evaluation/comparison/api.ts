/** The request of the comparison of two tests. */

import { makeProjectPath, send } from '../../../lib/api';
import type { TestRow } from '../store';

/** Could chance alone have made the difference? As the server's exact test says. */
export type Verdict = 'unlikely_chance' | 'uncertain' | 'may_be_chance' | 'too_few';

/** A picture of both tests: what it is, and what the model said then and says now. */
export interface PictureChange {
  path: string;
  truth: string;
  before: string;
  after: string;
}

export interface Comparison {
  /** Tested both times; `before` and `after`: how many of them were right. */
  pictures: number;
  before: number;
  after: number;
  both_right: number;
  fixed: PictureChange[];
  broken: PictureChange[];
  both_wrong: PictureChange[];
  /** How many pictures one test alone has; how many have another true label now. */
  only_before: number;
  only_after: number;
  relabelled: number;
  /** The one class that changed more than chance explains. */
  standout: { label: string; fixed: number; broken: number } | null;
  /** Between these numbers, both included, lie 95 % of what tossing a coin for each changed picture makes right. */
  luck: [number, number];
  verdict: Verdict;
}

/** What was done to the data between the trainings. */
export interface DataChange {
  path: string;
  same: boolean;
  /** How many edits; null where an older record does not say. */
  edits: number | null;
  /** Then and now, of the parts whose number of pictures is another one. */
  pictures: Partial<Record<'train' | 'val' | 'test', [number, number]>>;
}

/** comparison: null where no picture was tested both times; data: null where it is not known. */
export interface ComparisonAnswer {
  comparison: Comparison | null;
  data: DataChange | null;
}

export function fetchComparison(id: string, before: TestRow, after: TestRow): Promise<ComparisonAnswer> {
  const path = `/runs/${encodeURIComponent(after.run)}/tests/${after.number}/comparison`;
  return send('GET', makeProjectPath(id, `${path}?run=${encodeURIComponent(before.run)}&test=${before.number}`));
}
