/**
 * The one change that would mend an error of the program: a name on the block, or in its Python, that is spelled almost
 * like one that is there, or a board or camera that is always there.
 */

import type { Canvas, FieldValue } from '../canvas/contract';
import { findClosest } from '../canvas/toolbox/closest_match';
import { t } from '../lib/texts';
import type { Text } from '../lib/types';
import { SIMULATED } from '../state/simulated_board';
import './texts';
import type { ProgramErrorEvent } from '../lib/messages';

export interface Fix {
  change: FieldValue;
  name: string | Text;
}

/** What is not plugged in: the field that names it, and what it is called on the screen. */
const ABSENT: Record<string, { kind: string; name: 'boardOnScreen' | 'cameraOnScreen' }> = {
  BoardMissing: { kind: 'board', name: 'boardOnScreen' },
  CameraMissing: { kind: 'camera', name: 'cameraOnScreen' },
};

/** Every kind of picker: a text that a child wrote may mean any of them. */
const KINDS = ['dataset', 'picture', 'folder', 'model', 'label', 'table', 'column'];

/** The fix for an error on a block, or null: no button is better than one that does nothing. */
export function findFix(
  canvas: Pick<Canvas, 'values' | 'offered'>,
  block: string,
  error: ProgramErrorEvent,
): Fix | null {
  const absent = ABSENT[error.type];
  if (absent) return suggestSimulated(canvas, block, absent.kind, absent.name);
  for (const field of canvas.values(block)) {
    if (field.kind === 'code') {
      const value = error.meant ? field.value.replace(makeWordPattern(error.written), () => error.meant) : field.value;
      if (value !== field.value) return { change: { ...field, value }, name: error.meant };
      continue;
    }
    if (!field.value || !isMentioned(error, field.value)) continue;
    const offered = (field.kind === null ? KINDS : [field.kind]).flatMap((kind) => canvas.offered(kind));
    const meant = offered.some((choice) => choice.value === field.value) ? null : findClosest(field.value, offered);
    if (meant) return { change: { ...field, value: meant.value }, name: meant.label };
  }
  return null;
}

/** The one on the screen is always there. A camera is opened by its first picture: then another block has named it. */
function suggestSimulated(
  canvas: Pick<Canvas, 'values'>,
  block: string,
  kind: string,
  name: 'boardOnScreen' | 'cameraOnScreen',
): Fix | null {
  const real = (field: FieldValue) => field.kind === kind && field.value !== SIMULATED;
  const everywhere = canvas.values(null).filter(real);
  const use = canvas.values(block).find(real) ?? (everywhere.length === 1 ? everywhere[0] : undefined);
  return use ? { change: { ...use, value: SIMULATED }, name: t(name) } : null;
}

/** A word of a program wherever it stands by itself. */
const makeWordPattern = (word: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}_])${word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'gu');

/** Whether the error speaks of a value. */
function isMentioned(error: ProgramErrorEvent, value: string): boolean {
  return [error.message, error.title.zh, error.title.en].some((text) => text.includes(value));
}
