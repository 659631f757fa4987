/** The request of the comparison of two tests. */

import { makeProjectPath, send } from '../../../lib/api';
import type { MarkKind } from '../../../lib/messages';
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
  /** How many names stood for another picture in the later test. */
  replaced: number;
  /** Every compared picture is known by its content, not by its name alone. */
  certain: boolean;
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
  pictures: Partial<Record<'train' | 'val', [number, number]>>;
}

/** What changed between two tests of models that find things. */
export interface DetectionComparison {
  /** Tested both times. */
  pictures: number;
  /** How many things both models found, only this one, only the one before, and none of them. */
  things: { both_found: number; only_after: number; only_before: number; both_missed: number };
  /** How many answers of a kind, and missed things: then and now. */
  kinds: Record<MarkKind, [number, number]>;
  /** Pictures with fewer, or more, mistakes now; the greatest change first. */
  better: MistakeChange[];
  worse: MistakeChange[];
  alike: number;
  only_before: number;
  only_after: number;
  relabelled: number;
  /**
   * The mAP50 of what is shown, then and now, 0 to 1, and between what the gap lies in 95 of 100 times; null where
   * nothing is there to find.
   */
  marks: [number, number] | null;
  interval: [number, number] | null;
  verdict: Verdict;
}

/** How many mistakes a picture had and has. */
export interface MistakeChange {
  path: string;
  before: number;
  after: number;
}

/**
 * comparison: null where no picture was tested both times; data: null where it is not known; restorable: the model
 * files of the test before are kept.
 */
export interface ComparisonAnswer<Found = Comparison> {
  comparison: Found | null;
  data: DataChange | null;
  restorable: boolean;
}

export function fetchComparison<Found>(id: string, before: TestRow, after: TestRow): Promise<ComparisonAnswer<Found>> {
  const path = `/runs/${encodeURIComponent(after.run)}/tests/${after.number}/comparison`;
  return send('GET', makeProjectPath(id, `${path}?run=${encodeURIComponent(before.run)}&test=${before.number}`));
}

/** Makes the model files of a run the project's own again, in place of those of another one. */
export function restoreModels(id: string, run: string, replaced: string): Promise<{ files: string[] }> {
  return send('POST', makeProjectPath(id, `/runs/${encodeURIComponent(run)}/models/restore`), { replaced });
}
