/** The requests of the table view. */

import { makeProjectPath, send } from '../../../lib/api';
import type {
  ColumnType,
  TableAbout,
  TableAllColumns,
  TableImportStarted,
  TableMade,
  TableNearest,
  TablePlane,
  TablePoints,
  TableRowsPage,
  TableTree,
  TableTreeRows,
} from '../../../lib/dataset_types';
import { signUrl } from '../../../lib/security/page_key';

export type TableChange =
  | { do: 'type'; column: string; value: ColumnType }
  | { do: 'fill'; column: string; value: string }
  | { do: 'leave' | 'target'; column: string }
  | { do: 'cell'; column: string; row: number; value: string }
  | { do: 'undo' };

/** The order of rows: that of a column, or as they stand in the file. */
export interface RowOrder {
  column: string | null;
  down: boolean;
}

const makePath = (id: string, rest = '') => makeProjectPath(id, `/tables${rest}`);
export const makeTablePath = (id: string, table: string, rest = '') =>
  makePath(id, `/${encodeURIComponent(table)}${rest}`);

export const fetchTable = (id: string, table: string) => send<TableAbout>('GET', makeTablePath(id, table));
export const addSampleTable = (id: string, sample: string) => send<TableMade>('POST', makePath(id), { sample });
export const changeTable = (id: string, table: string, change: TableChange) =>
  send<TableAbout>('POST', makeTablePath(id, table, '/edits'), change);
export const deleteTable = (id: string, table: string) => send('DELETE', makeTablePath(id, table));
export const makeTableFileUrl = (id: string, table: string) => signUrl(makeTablePath(id, table, '/file'));

export function sendTable(id: string, file: File): Promise<TableImportStarted> {
  const form = new FormData();
  form.append('file', file, file.name);
  return send('POST', makePath(id), form);
}

export const takeTable = (id: string, waiting: string, types: Record<string, ColumnType>) =>
  send<TableMade>('POST', makePath(id, `/imports/${waiting}`), { types });
export const dropTable = (id: string, waiting: string) => send('DELETE', makePath(id, `/imports/${waiting}`));

export function fetchRows(id: string, table: string, order: RowOrder, offset: number, limit: number) {
  const query = new URLSearchParams({ offset: String(offset), limit: String(limit) });
  if (order.column !== null) query.set('sort', order.column);
  if (order.down) query.set('down', '1');
  return send<TableRowsPage>('GET', makeTablePath(id, table, `/rows?${query}`));
}

export const fetchSomeRows = (id: string, table: string, only: readonly number[]) =>
  send<TableRowsPage>('GET', makeTablePath(id, table, `/rows?only=${only.join(',')}`));

export const fetchTree = (id: string, table: string, depth: number) =>
  send<TableTree>('GET', makeTablePath(id, table, `/tree?depth=${depth}`));
/** The learned rows that came to a node. */
export const fetchTreeRows = (id: string, table: string, depth: number, node: number) =>
  send<TableTreeRows>('GET', makeTablePath(id, table, `/tree/rows?depth=${depth}&node=${node}`));

/** Rows as points; color: a column of classes, or ''. */
export const fetchPoints = (id: string, table: string, axes: { x: string; y: string; color: string }) =>
  send<TablePoints>('GET', makeTablePath(id, table, `/points?${new URLSearchParams(axes)}`));

/** Two columns of numbers, and how many neighbors are asked. */
export interface PlaneAsked {
  x: string;
  y: string;
  k: number;
}

const makeQuery = (asked: object) => new URLSearchParams(Object.entries(asked).map(([key, one]) => [key, String(one)]));

/** bare: without its rows. */
export const fetchPlane = (id: string, table: string, asked: PlaneAsked, bare: boolean) =>
  send<TablePlane>('GET', makeTablePath(id, table, `/plane?${makeQuery({ ...asked, bare: bare ? 1 : 0 })}`));
/** The nearest rows of a place. */
export const fetchNearest = (id: string, table: string, asked: PlaneAsked, at: readonly [number, number]) =>
  send<TableNearest>('GET', makeTablePath(id, table, `/nearest?${makeQuery({ ...asked, at_x: at[0], at_y: at[1] })}`));
export const fetchAllColumns = (id: string, table: string, k: number) =>
  send<TableAllColumns>('GET', makeTablePath(id, table, `/all-columns?k=${k}`));
