/** The requests of the mistake lab. */

import { makeProjectPath, send } from '../../../lib/api';
import type { ExplanationAnswer, LabThing, NearestAnswer } from './lab_types';

/** model: the file that the test names, or ''. object: one thing of a model that finds things. */
export const explainPicture = (
  id: string,
  asked: { path: string; model: string; classes: string[]; object?: LabThing },
) => send<ExplanationAnswer>('POST', makeProjectPath(id, '/explanations'), asked);
/** Goes on with the search; asked again until all is done. model: the file that explained. */
export const searchNearest = (id: string, asked: { path: string; model: string; label: string; object?: LabThing }) =>
  send<NearestAnswer>('POST', makeProjectPath(id, '/explanations/nearest'), asked);
