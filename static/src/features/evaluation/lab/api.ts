/** The requests of the mistake lab. */

import { makeProjectPath, send } from '../../../lib/api';
import type { ExplanationAnswer, NearestAnswer } from './lab_types';

/** model: the file that the test names, or ''. */
export const explainPicture = (
  id: string,
  asked: { path: string; model: string; classes: string[] },
  signal: AbortSignal,
) => send<ExplanationAnswer>('POST', makeProjectPath(id, '/explanations'), asked, { signal });
/** Goes on with the search; asked again until all is done. model: the file that explained. */
export const searchNearest = (id: string, asked: { path: string; model: string; label: string }, signal: AbortSignal) =>
  send<NearestAnswer>('POST', makeProjectPath(id, '/explanations/nearest'), asked, { signal });
