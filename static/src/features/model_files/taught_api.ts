/** The request for models of other samples than pictures. */

import { makeProjectPath, send } from '../../lib/api';
import type { TaughtModel } from '../../lib/dataset_types';

/** The newest first. */
export const fetchTaught = (id: string) => send<TaughtModel[]>('GET', makeProjectPath(id, '/taught'));
