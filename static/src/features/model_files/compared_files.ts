/** Which files are of one model, which of them to recommend, and which fields of a program then say it. */

import type { FieldValue } from '../../canvas/contract';
import { findTask } from '../../lib/tasks';
import type { ModelFile } from '../../lib/types';
import type { CompressedFile } from './compression_api';

const MAX_COMPARED = 8;
/** Right answers in a hundred that a recommended file may lose. */
const LOST = 0.01;

/** ONNX files of one task and the same classes, the largest first: those with `tried`, or the first there are. */
export function findComparable(models: ModelFile[], tried: string | null): ModelFile[] {
  const groups = new Map<string, ModelFile[]>();
  for (const one of models) {
    if (one.kind !== 'onnx' || !canBeSmaller(one)) continue;
    const key = JSON.stringify([one.task, one.model, one.classes]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const found = [...groups.values()].filter((group) => group.length > 1);
  const group = found.find((each) => each.some((one) => one.path === tried)) ?? found[0] ?? [];
  return [...group].sort((a, b) => b.bytes - a.bytes).slice(0, MAX_COMPARED);
}

/** Whether smaller files can be written of it. */
export function canBeSmaller({ damaged, task, classes }: ModelFile): boolean {
  return !damaged && Boolean(findTask(task)?.smaller) && Boolean(classes?.length);
}

/** What files are compared by, 0 to 1. */
export const getShare = (row: CompressedFile) =>
  row.shown_map50 ?? row.mark ?? (row.labeled ? (row.correct ?? 0) / row.labeled : 0);

/** The smallest file that answers as well as the first one, up to one in a hundred; null: none but the first. */
export function recommend([first, ...rest]: CompressedFile[]): CompressedFile | null {
  const good = rest.filter((row) => row.best && getShare(row) >= getShare(first) - LOST);
  return good.sort((a, b) => a.bytes - b.bytes)[0] ?? null;
}

/** The fields that open another one of `files`, with `path` in its place. */
export function replaceFile(fields: FieldValue[], files: string[], path: string): FieldValue[] {
  return fields
    .filter((one) => one.kind === 'model' && one.value !== path && files.includes(one.value))
    .map((one) => ({ ...one, value: path }));
}
