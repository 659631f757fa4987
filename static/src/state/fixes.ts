/** The one change that would mend an error of the program: a name on the block that is spelled almost like one that is there. */

import type { Canvas, FieldValue } from '../canvas/api';
import { nearest } from '../canvas/nearest';
import type { ErrorEvent, Text } from '../types';

export interface Fix {
  change: FieldValue;
  name: string | Text;
}

/** Every kind of picker: a text that a child wrote may mean any of them. */
const KINDS = ['dataset', 'picture', 'folder', 'model', 'label'];

/** The fix for an error on a block, or null: no button is better than one that does nothing. */
export function findFix(canvas: Pick<Canvas, 'values' | 'offered'>, block: string, error: ErrorEvent): Fix | null {
  for (const field of canvas.values(block)) {
    if (!field.value || !names(error, field.value)) continue;
    const offered = (field.kind === null ? KINDS : [field.kind]).flatMap((kind) => canvas.offered(kind));
    const meant = offered.some((choice) => choice.value === field.value) ? null : nearest(field.value, offered);
    if (meant) return { change: { ...field, value: meant.value }, name: meant.label };
  }
  return null;
}

/** Whether the error speaks of a value. */
function names(error: ErrorEvent, value: string): boolean {
  return [error.message, error.title.zh, error.title.en].some((text) => text.includes(value));
}
