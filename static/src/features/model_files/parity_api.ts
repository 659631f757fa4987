/** The requests about parity reports and other runtimes. */

import { makeProjectPath, send } from '../../lib/api';
import type { BackendRow, ParityReport } from '../../lib/types';

export type { DifferentPicture, ParityRow } from '../../lib/types';
export type { BackendRow, ParityReport };

export const fetchReports = (project: string) => send<ParityReport[]>('GET', makeProjectPath(project, '/parity'));
export const fetchBackends = () => send<BackendRow[]>('GET', '/api/backends');
export const installBackend = (name: string, wanted: boolean) =>
  send<BackendRow[]>('POST', `/api/backends/${encodeURIComponent(name)}`, { do: wanted ? 'install' : 'pause' });
