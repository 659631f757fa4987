/** The requests for samples of a data set that are no pictures. */

import { makeProjectPath, send } from '../../../lib/api';
import type {
  PointClassesChanged,
  PointSampleList,
  PointTarget,
  RemovedSentences,
  SentenceClasses,
  SentencesChanged,
  SoundClassesChanged,
  SoundSampleList,
} from '../../../lib/dataset_types';

export type SentenceChange =
  | { do: 'add'; label: string; texts: string[]; split: 'train' | 'test' }
  | { do: 'remove'; row: number; text: string }
  | { do: 'change'; row: number; text: string; to: string; label: string }
  | { do: 'add_class' | 'remove_class' | 'empty_class' | 'empty_test'; label: string }
  | { do: 'rename_class'; label: string; to: string }
  | { do: 'restore'; removed: RemovedSentences };

export type PointChange =
  | { do: 'add' | 'empty'; label: string; what: PointTarget }
  | { do: 'remove' | 'empty_test'; label: string }
  | { do: 'remove_sample'; label: string; row: number; points: number[][] }
  | { do: 'rename'; label: string; to: string; what: PointTarget }
  | { do: 'restore'; removed: string };

export type SoundChange =
  | { do: 'add' | 'remove' | 'empty' | 'empty_test'; label: string }
  | { do: 'remove_sample'; label: string; path: string }
  | { do: 'rename'; label: string; to: string }
  | { do: 'restore'; removed: string };

const makePath = (id: string, set: string, rest: string) =>
  makeProjectPath(id, `/datasets/${encodeURIComponent(set)}/${rest}`);

export const fetchSentences = (id: string, set: string) => send<SentenceClasses>('GET', makePath(id, set, 'sentences'));
export const changeSentences = (id: string, set: string, change: SentenceChange) =>
  send<SentencesChanged>('POST', makePath(id, set, 'sentences'), change);

/** So many samples from a place on. label: of one class; undefined: of all. */
export const fetchPointSamples = (
  id: string,
  set: string,
  label: string | undefined,
  offset: number,
  limit: number,
) => {
  const asked = { offset: String(offset), limit: String(limit), ...(label !== undefined && { label }) };
  return send<PointSampleList>('GET', makePath(id, set, `point-samples?${new URLSearchParams(asked)}`));
};
export const changePoints = (id: string, set: string, change: PointChange) =>
  send<PointClassesChanged>('POST', makePath(id, set, 'point-classes'), change);

/** As `fetchPointSamples`. */
export const fetchSoundSamples = (
  id: string,
  set: string,
  label: string | undefined,
  offset: number,
  limit: number,
) => {
  const asked = { offset: String(offset), limit: String(limit), ...(label !== undefined && { label }) };
  return send<SoundSampleList>('GET', makePath(id, set, `sound-samples?${new URLSearchParams(asked)}`));
};
export const changeSounds = (id: string, set: string, change: SoundChange) =>
  send<SoundClassesChanged>('POST', makePath(id, set, 'sound-classes'), change);
