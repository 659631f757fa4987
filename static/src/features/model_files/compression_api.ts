/** The request of the comparison of files of one model. */

import { makeProjectPath, send } from '../../lib/api';

/** What a file costs and gives; the first one is what the others are compared with. */
export interface CompressedFile {
  path: string;
  /** How its numbers were made smaller; null: they are as trained. */
  method: string | null;
  /** Whether channels were cut out of its network. */
  pruned: boolean;
  bytes: number;
  /** Of one answer, the median. */
  ms: number;
  /** Bytes in use; null: could not be measured. */
  memory: number | null;
  /** Right answers out of `labeled`; null of a model that finds or paints: it has a mark (COCO's mAP50, mIoU). */
  correct: number | null;
  labeled: number;
  mark: number | null;
  /** Of a model that finds things, the mAP50 of what it shows; older comparisons do not say. Marks are 0 to 1. */
  shown_map50: number | null;
  /** Pictures of the data set that it answers otherwise than the first: [path, its answer, this one's]. */
  changed: [string, string, string][];
  /** No other file is as small, quick and right, and better in one of them. */
  best: boolean;
}

export interface CompressionAnswer {
  /** The project's data set that the model learned from; null: it is not there. */
  dataset: string | null;
  done: number;
  total: number;
  /** None before all is done. */
  rows: CompressedFile[];
}

export type KeptComparison = Pick<CompressionAnswer, 'dataset' | 'rows'>;

/** The newest comparison, of the files that are still as they were. */
export const fetchCompression = (project: string) =>
  send<KeptComparison>('GET', makeProjectPath(project, '/models/compression'));

/** Goes on comparing for a while; asked again until all is done. */
export const advanceCompression = (project: string, files: string[], signal: AbortSignal) =>
  send<CompressionAnswer>('POST', makeProjectPath(project, '/models/compression'), { files }, { signal });
