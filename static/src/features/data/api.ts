/** The requests of the Data view. */

import { encodePath, makeFileUrl, makeProjectPath, send } from '../../lib/api';
import type {
  BinEmptied,
  CheckReport,
  Dataset,
  DatasetStatistics,
  Filter,
  FormatRow,
  JobStarted,
  Picture,
  PicturePage,
  SuspectsAnswer,
} from '../../lib/dataset_types';
import { signUrl } from '../../lib/security/page_key';
import type { Task } from '../../lib/types';
import type { EditAnswer, EditedPictures, EditRequest, EditState } from './editing/edit_types';
import type { MapAnswer, MapMethod } from './map/map_data';

const makeDatasetPath = (id: string, name = '', rest = '') =>
  makeProjectPath(id, `/datasets${name && `/${encodeURIComponent(name)}`}${rest}`);

export const fetchDataset = (id: string, set: string) => send<Dataset>('GET', makeDatasetPath(id, set));
export const createDataset = (id: string, name: string, task: Task, classes: string[]) =>
  send<Dataset>('POST', makeDatasetPath(id), { name, task, classes });
/** The same pictures in a set of their own, without labels, to be boxed. The job's result is {path}. */
export const startBoxing = (id: string, set: string, name: string) =>
  send<JobStarted>('POST', makeDatasetPath(id, set, '/boxing'), { name });
export const renameDataset = (id: string, set: string, name: string) =>
  send<Dataset>('PATCH', makeDatasetPath(id, set), { name });
export const duplicateDataset = (id: string, set: string, name: string) =>
  send<Dataset>('POST', makeDatasetPath(id, set, '/duplicate'), { name });
/**
 * Deletes a data set for good. stop: ends the program of the project first; without, a running one is refused with 409.
 */
export const deleteDataset = (id: string, set: string, stop = false) =>
  send('DELETE', makeDatasetPath(id, set, stop ? '?stop=1' : ''));
export const startCheck = (id: string, set: string) => send<JobStarted>('POST', makeDatasetPath(id, set, '/check'));
/** key: of a finding. The job's result is {mended, findings: how many are left}. */
export const startMend = (id: string, set: string, key: string) =>
  send<JobStarted>('POST', makeDatasetPath(id, set, '/mend'), { key });
/** null where nobody has looked for any. */
export const fetchSuspects = (id: string, set: string) =>
  send<SuspectsAnswer>('GET', makeDatasetPath(id, set, '/suspects'));
export const startSuspects = (id: string, set: string) =>
  send<JobStarted>('POST', makeDatasetPath(id, set, '/suspects'), {});
export const fetchMap = (id: string, set: string) => send<MapAnswer>('GET', makeDatasetPath(id, set, '/map'));
export const startMap = (id: string, set: string, method: MapMethod) =>
  send<JobStarted>('POST', makeDatasetPath(id, set, '/map'), { method });
/** Address of many small pictures. drawing: of which they are; another one has other sheets. */
export const makeMapSheetUrl = (id: string, set: string, sheet: number, drawing: number) =>
  signUrl(makeDatasetPath(id, set, `/map/sheets/${sheet}?drawing=${drawing}`));
export const fetchCheckReport = (id: string, set: string) =>
  send<CheckReport>('GET', makeDatasetPath(id, set, '/health'));
export const fetchStatistics = (id: string, set: string) =>
  send<DatasetStatistics>('GET', makeDatasetPath(id, set, '/numbers'));
/** ratio: shares of training, validation and test, such as 8:1:1. */
export const splitDataset = (id: string, set: string, ratio: string, seed: number, lock: boolean) =>
  send<Dataset>('POST', makeDatasetPath(id, set, '/split'), { ratio, seed, lock_test: lock });
export const fetchFormats = (id: string, set: string) => send<FormatRow[]>('GET', makeDatasetPath(id, set, '/formats'));
export const makeExportUrl = (id: string, set: string, format: string) =>
  signUrl(makeDatasetPath(id, set, `/export?${new URLSearchParams({ format })}`));

export function fetchSamples(
  id: string,
  set: string,
  filter: Filter,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<PicturePage> {
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(
    [...wanted, ['offset', offset], ['limit', limit]].map(([key, value]) => [String(key), String(value)]),
  );
  return send('GET', makeDatasetPath(id, set, `/pictures?${query}`), undefined, { signal });
}

export const fetchEdits = (id: string, set: string) => send<EditState>('GET', makeDatasetPath(id, set, '/edits'));
/** seen: the version that this page knows; null edits whatever there is. Rejects with 409 and `conflict`. */
export const editPictures = (
  id: string,
  set: string,
  request: EditRequest,
  pictures: EditedPictures,
  seen: number | null,
) => send<EditAnswer>('POST', makeDatasetPath(id, set, '/edits'), { ...request, ...pictures, seen });
export const undoEdit = (id: string, set: string, edit?: string) =>
  send<EditAnswer>('POST', makeDatasetPath(id, set, '/edits/undo'), edit ? { id: edit } : {});
export const redoEdit = (id: string, set: string) =>
  send<EditAnswer>('POST', makeDatasetPath(id, set, '/edits/redo'), {});
/** Deletes what lies in the bin for good. */
export const emptyBin = (id: string, set: string) =>
  send<BinEmptied>('POST', makeDatasetPath(id, set, '/edits/empty-bin'), {});

export const fetchSample = (id: string, set: string, path: string) =>
  send<Picture>('GET', makeDatasetPath(id, set, `/picture?${new URLSearchParams({ path })}`));
export const makeThumbnailUrl = (id: string, set: string, path: string) =>
  signUrl(makeDatasetPath(id, set, `/thumb/${encodePath(path)}`));
/** Address of a whole picture of a data set. */
export const makeImageUrl = (id: string, set: Dataset, path: string) => makeFileUrl(id, `${set.path}/${path}`);
