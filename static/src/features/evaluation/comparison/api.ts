/** The request of the comparison of two tests. */

import { makeProjectPath, send } from '../../../lib/api';
import type { ComparisonAnswer } from '../../../lib/types';
import type { TestRow } from '../store';

export type {
  Comparison,
  DataChange,
  DetectionComparison,
  MistakeChange,
  PictureChange,
  Verdict,
} from '../../../lib/types';
export type { ComparisonAnswer };

/**
 * comparison: null where no picture was tested both times; data: null where it is not known; restorable: the model
 * files of the test before are kept.
 */

export function fetchComparison<Found>(id: string, before: TestRow, after: TestRow): Promise<ComparisonAnswer<Found>> {
  const path = `/runs/${encodeURIComponent(after.run)}/tests/${after.number}/comparison`;
  return send('GET', makeProjectPath(id, `${path}?run=${encodeURIComponent(before.run)}&test=${before.number}`));
}

/** Makes the model files of a run the project's own again, in place of those of another one. */
export function restoreModels(id: string, run: string, replaced: string): Promise<{ files: string[] }> {
  return send('POST', makeProjectPath(id, `/runs/${encodeURIComponent(run)}/models/restore`), { replaced });
}
