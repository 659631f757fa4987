/** The requests for takes of movements. */

import { makeProjectPath, send } from '../../../lib/api';
import type {
  MotionAnswer,
  MotionClass,
  MotionClassesChanged,
  MotionKept,
  MotionTakeList,
  SentenceSet,
} from '../../../lib/dataset_types';

/** What a sensor felt. times: in seconds, rising; samples: x, y and z in g. */
export interface Readings {
  times: number[];
  samples: number[][];
}

export type MotionChange =
  | { do: 'add' | 'remove' | 'empty' | 'empty_test'; label: string }
  | { do: 'rename'; label: string; to: string }
  | { do: 'remove_take'; file: string }
  | { do: 'restore'; removed: string };

const makePath = (id: string, set: string, rest: string) =>
  makeProjectPath(id, `/datasets/${encodeURIComponent(set)}/${rest}`);

export const createMotions = (id: string, name: string, classes: string[]) =>
  send<SentenceSet>('POST', makeProjectPath(id, '/motions'), { name, classes });
export const fetchMotions = (id: string, set: string, newest: number) =>
  send<MotionClass[]>('GET', makePath(id, set, `motions?newest=${newest}`));
export const changeMotions = (id: string, set: string, change: MotionChange) =>
  send<MotionClassesChanged>('POST', makePath(id, set, 'motion-classes'), change);
export const keepMotion = (id: string, set: string, label: string, split: 'train' | 'test', felt: Readings) =>
  send<MotionKept>('POST', makePath(id, set, `motions?${new URLSearchParams({ label, split })}`), felt);
/** A table, which becomes one take. */
export const keepMotionFile = (id: string, set: string, label: string, file: File) => {
  const asked = new URLSearchParams({ label, split: 'train', name: file.name });
  return send<MotionKept>(
    'POST',
    makePath(id, set, `motions?${asked}`),
    new Blob([file], { type: 'application/octet-stream' }),
  );
};
export const askMotion = (id: string, model: string, felt: Readings, signal: AbortSignal) =>
  send<MotionAnswer>('POST', makeProjectPath(id, `/try/motion?${new URLSearchParams({ model })}`), felt, { signal });

/** So many takes from a place on. label: of one class; undefined: of all. */
export const fetchMotionTakes = (id: string, set: string, label: string | undefined, offset: number, limit: number) => {
  const asked = { offset: String(offset), limit: String(limit), ...(label !== undefined && { label }) };
  return send<MotionTakeList>('GET', makePath(id, set, `motion-takes?${new URLSearchParams(asked)}`));
};
