/** The requests of trying a model on many pictures. */

import { makeProjectPath, send } from '../../../lib/api';
import type { CapturedPicture, TakenBack } from '../../../lib/dataset_types';
import type { BatchAnswers } from '../../../lib/types';

/** Bytes of one request at most; the server takes 8 MB. */
export const MAX_SENT = 7 * 1024 * 1024;

/** Shows a model file many pictures, JPEG or PNG: one answer each. confidence: of which a thing counts as found. */
export const askBatch = (id: string, model: string, pictures: Blob[], confidence: number, signal: AbortSignal) =>
  send<BatchAnswers>(
    'POST',
    makeProjectPath(id, `/try/batch?${new URLSearchParams({ model, confidence: String(confidence) })}`),
    new Blob([JSON.stringify({ sizes: pictures.map((one) => one.size) }), '\n', ...pictures], {
      type: 'application/octet-stream',
    }),
    { signal },
  );

/** Adds a picture to a class, unless the data set has it already: then `known`, with where it is. */
export const addPicture = (id: string, set: string, label: string, picture: Blob) =>
  send<CapturedPicture>(
    'POST',
    makeProjectPath(id, `/datasets/${encodeURIComponent(set)}/pictures?${new URLSearchParams({ label, once: '1' })}`),
    picture,
  );
export const takeBack = (id: string, set: string, paths: string[]) =>
  send<TakenBack>('DELETE', makeProjectPath(id, `/datasets/${encodeURIComponent(set)}/pictures`), {
    paths,
  });
