/** The requests of teaching. */

import { makeProjectPath, send } from '../../lib/api';
import type {
  CapturedPicture,
  ClassesChanged,
  ClassRow,
  FoundPoints,
  KeptProgram,
  KeptSounds,
  NextWords,
  PointClass,
  SentenceSet,
  SoundClass,
  TestsChosen,
  TextAnswer,
  TextFile,
  UnlabeledKept,
  UnlabeledLabeled,
  UnlabeledPaths,
} from '../../lib/dataset_types';
import type { TestedModel, Workspace } from '../../lib/types';

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
/** Pictures of which the model was unsure, and of which nobody has said yet what they are. */
export const fetchUnlabeled = (id: string, set: string) =>
  send<UnlabeledPaths>('GET', makeSetPath(id, set, 'unlabeled'));
export const keepUnlabeled = (id: string, set: string, picture: Blob) =>
  send<UnlabeledKept>('POST', makeSetPath(id, set, 'unlabeled'), picture);
/** labels: a class for each path; null throws it away. */
export const labelUnlabeled = (id: string, set: string, labels: Record<string, string | null>) =>
  send<UnlabeledLabeled>('POST', makeSetPath(id, set, 'unlabeled/labels'), { labels });
/** Tests with these pictures of their classes. put_away: the others, which went to the bin. */
export const chooseTests = (id: string, set: string, pictures: TestPictures) =>
  send<TestsChosen>('POST', makeSetPath(id, set, 'tests'), { pictures });
/** Keeps a picture. The answer comes when it is on the disk, not before. */
export const savePicture = (id: string, set: string, label: string, split: 'train' | 'test', picture: Blob) =>
  send<CapturedPicture>('POST', makeSetPath(id, set, `pictures?${new URLSearchParams({ label, split })}`), picture);

/** The blocks of a kind that is not chosen. */
export const fetchKeptProgram = (id: string, kind: string) =>
  send<KeptProgram>('GET', makeProjectPath(id, `/kinds/${kind}`));
export const keepProgram = (id: string, kind: string, workspace: Workspace) =>
  send('PUT', makeProjectPath(id, `/kinds/${kind}`), { workspace });

export {
  changePoints,
  changeSentences,
  changeSounds,
  fetchSentences,
  type PointChange,
  type SentenceChange,
  type SoundChange,
} from '../data/samples/api';
export { fetchTaught } from '../model_files/taught_api';

export const createSentences = (id: string, name: string, classes: string[]) =>
  send<SentenceSet>('POST', makeProjectPath(id, '/sentences'), { name, classes });
export const askSentence = (id: string, model: string, text: string, words: boolean, signal: AbortSignal) =>
  send<TextAnswer>('POST', makeProjectPath(id, '/taught/ask'), { model, text, words }, { signal });
export const testTaught = (id: string, model: string, set: string) =>
  send<TestedModel>('POST', makeProjectPath(id, '/taught/test'), { model, set });

export const fetchTexts = (id: string) => send<TextFile[]>('GET', makeProjectPath(id, '/texts'));
export const saveText = (
  id: string,
  text: { text: string; path?: string; name: string } | { sample: string; name: string },
) => send<TextFile>('POST', makeProjectPath(id, '/texts'), text);
export const removeText = (id: string, path: string) =>
  send<TextFile[]>('DELETE', makeProjectPath(id, '/texts'), { path });

export interface NextWordRequest {
  paths: string[];
  order: number;
  words: string[];
  count: number;
  temperature: number;
  why: number | null;
}

export const goOnWithWords = (id: string, asked: NextWordRequest) =>
  send<NextWords>('POST', makeProjectPath(id, '/next-word'), asked);

export const createPoints = (id: string, name: string, classes: string[], what: string) =>
  send<SentenceSet>('POST', makeProjectPath(id, '/points'), { name, classes, what });
export const fetchPoints = (id: string, set: string) =>
  send<PointClass[]>('GET', makeSetPath(id, set, `points?newest=${NEWEST}`));

/** label: of the class as whose sample the points are kept; '': they are looked for only. group: of one hold. */
export interface PointRequest {
  what: string;
  label: string;
  split: 'train' | 'test';
  group: string;
}

/** Points in a frame, which is kept nowhere. */
export const findPoints = (id: string, set: string, asked: PointRequest, frame: Blob) =>
  send<FoundPoints>('POST', makeSetPath(id, set, `points?${new URLSearchParams({ ...asked })}`), frame);

export const createSounds = (id: string, name: string, classes: string[]) =>
  send<SentenceSet>('POST', makeProjectPath(id, '/sounds'), { name, classes });
export const fetchSounds = (id: string, set: string) =>
  send<SoundClass[]>('GET', makeSetPath(id, set, `sounds?newest=${NEWEST}`));
/** Keeps a sound. file: what a sentence calls it. The answer comes when it is on the disk, not before. */
export const saveSound = (id: string, set: string, label: string, split: 'train' | 'test', sound: Blob, file = '') =>
  send<KeptSounds>('POST', makeSetPath(id, set, `sounds?${new URLSearchParams({ label, split, file })}`), sound);
