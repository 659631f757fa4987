/** The requests of collecting. */

import { makeProjectPath, send } from '../../../lib/api';
import type { CapturedPicture, ClassRow, JobStarted, TakenBack } from '../../../lib/dataset_types';

/** How pictures are kept. mirror: left and right change places; square: only the middle. */
export interface ImageOptions {
  mirror: boolean;
  square: boolean;
}

const NO_LOOK: ImageOptions = { mirror: false, square: false };
const makeCapturePath = (id: string, set: string, rest: string) =>
  makeProjectPath(id, `/datasets/${encodeURIComponent(set)}/${rest}`);
const makeQuery = (label: string, { mirror, square }: ImageOptions, more: Record<string, string> = {}) =>
  new URLSearchParams({ label, ...(mirror ? { mirror: '1' } : {}), ...(square ? { square: '1' } : {}), ...more });

/** The classes as they are on the disk, also those without a picture. */
export const fetchClasses = (id: string, set: string) => send<ClassRow[]>('GET', makeCapturePath(id, set, 'classes'));
/** Keeps a picture. The answer comes when it is on the disk, not before. */
export const saveImage = (id: string, set: string, label: string, picture: Blob, look = NO_LOOK) =>
  send<CapturedPicture>('POST', makeCapturePath(id, set, `pictures?${makeQuery(label, look)}`), picture);
export const deleteImages = (id: string, set: string, paths: string[]) =>
  send<TakenBack>('DELETE', makeCapturePath(id, set, 'pictures'), { paths });

/** Takes a picture every so many seconds out of a film. */
export function startFrameExtraction(
  id: string,
  set: string,
  label: string,
  file: File,
  every: number,
  look: ImageOptions,
): Promise<JobStarted> {
  const form = new FormData();
  form.append('film', file);
  return send('POST', makeCapturePath(id, set, `film?${makeQuery(label, look, { every: String(every) })}`), form);
}
