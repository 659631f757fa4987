/** What each layer of a network sees, asked of the studio, and the pictures that it is shown. */

import { fetchDatasets, makeFileUrl, makeProjectPath, send } from '../../lib/api';
import type { LayerPictures } from '../../lib/types';
import { fetchSamples } from '../data/api';

/** A filter that somebody fills in: of the layer `number`, from 1, its map, from 0, and its rows, −1 to 1. */
export interface OwnFilter {
  number: number;
  map: number;
  rows: number[][];
}

/** A network: the weights file of one that has learned, or the line of layers of one that has not. */
export type LookedAt = { model: string } | { network: string };

export function fetchLayers(id: string, at: LookedAt, picture: Blob, own: OwnFilter | null, signal: AbortSignal) {
  const asked = new URLSearchParams({ ...at });
  if (own) {
    asked.set('number', String(own.number));
    asked.set('map', String(own.map));
    asked.set('numbers', own.rows.join(';'));
  }
  return send<LayerPictures>('POST', makeProjectPath(id, `/try/layers?${asked}`), picture, { signal });
}

/** The path of a data set of the project that holds pictures; '': there is none. */
export const findPictures = async (id: string): Promise<string> =>
  (await fetchDatasets(id)).find(({ samples }) => samples === 'picture')?.path ?? '';

/** The address of a picture of the data set at a path, of its test where it has one; '': it is gone. */
export async function findPicture(id: string, path: string, turn: number): Promise<string> {
  const set = path.split('/').at(-1);
  if (!path.startsWith('data/') || !set) return '';
  for (const filter of [{ split: 'test' as const }, {}]) {
    const { total } = await fetchSamples(id, set, filter, 0, 1);
    if (!total) continue;
    // From class to class, not from one picture to one like it.
    const { rows } = await fetchSamples(id, set, filter, Math.floor(total * ((turn * GOLDEN) % 1)), 1);
    return makeFileUrl(id, `${path}/${rows[0].path}`);
  }
  return '';
}

const GOLDEN = 0.618;
