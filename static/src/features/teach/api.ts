/** The requests of teaching. */

import { makeProjectPath, send } from '../../lib/api';
import type { CapturedPicture, ClassesChanged, ClassRow, TestsChosen } from '../../lib/dataset_types';

export type { ClassRow };

export type ClassChange =
  | { do: 'add'; label: string }
  | { do: 'rename'; label: string; to: string }
  | { do: 'remove'; label: string }
  | { do: 'empty'; label: string }
  | { do: 'restore'; removed: string };

/** Paths below the data set, by class. */
export type TestPictures = Record<string, string[]>;

export const NEWEST = 12;
const makeSetPath = (id: string, set: string, rest: string) =>
  makeProjectPath(id, `/datasets/${encodeURIComponent(set)}/${rest}`);

export const fetchClasses = (id: string, set: string) =>
  send<ClassRow[]>('GET', makeSetPath(id, set, `classes?newest=${NEWEST}`));
/** removed: what brings a removed class, or the pictures of an emptied one, back. */
export const changeClass = (id: string, set: string, change: ClassChange) =>
  send<ClassesChanged>('POST', makeSetPath(id, set, 'classes'), change);
/** Tests with these pictures of their classes. put_away: the others, which went to the bin. */
export const chooseTests = (id: string, set: string, pictures: TestPictures) =>
  send<TestsChosen>('POST', makeSetPath(id, set, 'tests'), { pictures });
/** Keeps a picture. The answer comes when it is on the disk, not before. */
export const savePicture = (id: string, set: string, label: string, split: 'train' | 'test', picture: Blob) =>
  send<CapturedPicture>('POST', makeSetPath(id, set, `pictures?${new URLSearchParams({ label, split })}`), picture);
