/** The request of the comparison of files of one model. */

import { makeProjectPath, send } from '../../lib/api';
import type { CompressionAnswer, KeptComparison } from '../../lib/types';

export type { CompressedFile } from '../../lib/types';
export type { CompressionAnswer, KeptComparison };

/** The newest comparison, of the files that are still as they were. */
export const fetchCompression = (project: string) =>
  send<KeptComparison>('GET', makeProjectPath(project, '/models/compression'));

/** Goes on comparing for a while; asked again until all is done. */
export const advanceCompression = (project: string, files: string[], signal: AbortSignal) =>
  send<CompressionAnswer>('POST', makeProjectPath(project, '/models/compression'), { files }, { signal });
