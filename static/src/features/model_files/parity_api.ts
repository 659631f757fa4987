/** The requests about parity reports and other runtimes. */

import { makeProjectPath, send } from '../../lib/api';
import type { EngineStatus } from '../../lib/types';

/** A picture with another answer. */
export interface DifferentPicture {
  picture: string;
  theirs: string;
  ours: string;
  /** Several answers are equally likely. */
  tie: boolean;
}

/** What one runtime, or the example program ('program'), answered. */
export interface ParityRow {
  name: string;
  file: string;
  pictures: number;
  same: number;
  ties: number | null;
  largest_difference: number | null;
  /** Of an edge of a box, in pixels. */
  largest_shift: number | null;
  different: DifferentPicture[];
}

export interface ParityReport {
  /** The model file. */
  path: string;
  rows: ParityRow[];
  time: string;
}

/** A runtime beside onnxruntime. */
export interface BackendRow {
  name: string;
  ending: string;
  status: EngineStatus;
}

export const fetchReports = (project: string) => send<ParityReport[]>('GET', makeProjectPath(project, '/parity'));
export const fetchBackends = () => send<BackendRow[]>('GET', '/api/backends');
export const installBackend = (name: string, wanted: boolean) =>
  send<BackendRow[]>('POST', `/api/backends/${encodeURIComponent(name)}`, { do: wanted ? 'install' : 'pause' });
