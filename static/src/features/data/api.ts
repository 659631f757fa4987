/** The requests of the Data view. */

import { parts, project, send } from '../../lib/api';
import type { DataSet, Filter, FormatRow, Health, Numbers, Picture, PictureRow, Task } from '../../lib/dataset_types';

const sets = (id: string, name = '', rest = '') =>
  project(id, `/datasets${name && `/${encodeURIComponent(name)}`}${rest}`);

export const one = (id: string, set: string) => send<DataSet>('GET', sets(id, set));
export const create = (id: string, name: string, task: Task, classes: string[]) =>
  send<DataSet>('POST', sets(id), { name, task, classes });
export const rename = (id: string, set: string, name: string) => send<DataSet>('PATCH', sets(id, set), { name });
export const duplicate = (id: string, set: string, name: string) =>
  send<DataSet>('POST', sets(id, set, '/duplicate'), { name });
/**
 * Deletes a data set for good. stop: ends the program of the project first; without, a running one is refused with 409.
 */
export const remove = (id: string, set: string, stop = false) => send('DELETE', sets(id, set, stop ? '?stop=1' : ''));
export const check = (id: string, set: string) => send<{ job: string }>('POST', sets(id, set, '/check'));
export const health = (id: string, set: string) => send<Health>('GET', sets(id, set, '/health'));
export const numbers = (id: string, set: string) => send<Numbers>('GET', sets(id, set, '/numbers'));
/** ratio: shares of training, validation and test, such as 8:1:1. */
export const divide = (id: string, set: string, ratio: string, seed: number, lock: boolean) =>
  send<DataSet>('POST', sets(id, set, '/split'), { ratio, seed, lock_test: lock });
export const formats = (id: string, set: string) => send<FormatRow[]>('GET', sets(id, set, '/formats'));
export const exportAddress = (id: string, set: string, format: string) =>
  sets(id, set, `/export?${new URLSearchParams({ format })}`);

export function pictures(
  id: string,
  set: string,
  filter: Filter,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<{ total: number; rows: PictureRow[] }> {
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(
    [...wanted, ['offset', offset], ['limit', limit]].map(([key, value]) => [String(key), String(value)]),
  );
  return send('GET', sets(id, set, `/pictures?${query}`), undefined, { signal });
}

export const picture = (id: string, set: string, path: string) =>
  send<Picture>('GET', sets(id, set, `/picture?${new URLSearchParams({ path })}`));
export const thumbAddress = (id: string, set: string, path: string) => sets(id, set, `/thumb/${parts(path)}`);
/** Address of a whole picture of a data set. */
export const fullAddress = (id: string, set: DataSet, path: string) =>
  project(id, `/files/${parts(`${set.path}/${path}`)}`);
