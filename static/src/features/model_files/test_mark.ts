/** What a model file was tested with. */

import { getTask } from '../../lib/tasks';
import type { EvaluationRow, ModelFile, RunRow } from '../../lib/types';
import type { CompressedFile } from './compression_api';

/**
 * The newest test of a file as it is now; else what a comparison with others found of it; of a converted one also the
 * test of the weights it came from, where all its answers were the same. Null: never tested.
 */
export function findTest(
  model: ModelFile,
  models: ModelFile[],
  runs: RunRow[],
  compared: CompressedFile[] = [],
): EvaluationRow | null {
  for (const run of runs) {
    // A file that was written after the run is another model.
    if (run.started + run.seconds < model.modified) continue;
    const test = run.marks.findLast((one) => one.split === 'test' && one.model === model.path);
    if (test) return test;
  }
  const row = compared.find((one) => one.path === model.path && one.labeled);
  if (row) return describeCompared(row, model.task);
  const same = model.parity && model.parity.same === model.parity.pictures;
  if (!same || !model.trained) return null;
  const from = models.filter((one) => one.kind === 'pth' && one.trained === model.trained && one.epoch === model.epoch);
  return from.map((one) => findTest(one, models, runs)).find((test) => test !== null) ?? null;
}

/** A comparison takes the pictures of the test. */
function describeCompared(row: CompressedFile, task?: string | null): EvaluationRow {
  const { path, correct, labeled, mark, shown_map50 } = row;
  const marks = getTask(task).smaller === 'miou' ? { miou: mark } : { map50: mark, shown_map50 };
  return { at: 0, split: 'test', model: path, ...(correct === null ? marks : { correct, total: labeled }) };
}
