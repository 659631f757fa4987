/** The map of a data set as the server says it (`sunmao/server/datasets/image_map/read_map.py`), and as it is drawn. */

import type { MapAnswer, MapMethod, PictureRow } from '../../../lib/dataset_types';

export type { MapAnswer, MapMethod };

/**
 * layouts: by which methods it was drawn. grouping: the best for groups that the computer has. missing: new pictures.
 */

/** A picture on the map. at: its place on the wall of all pictures. tile: its number on the sheets, -1: none. */
export interface MapPoint extends PictureRow {
  at: number;
  tile: number;
  deleted: boolean;
}

/** x, y: of each point from 0 to 1; NaN where this layout does not have it. */
export interface Places {
  x: Float32Array;
  y: Float32Array;
}

export interface MapData {
  layouts: MapMethod[];
  grouping: MapMethod;
  missing: number;
  points: MapPoint[];
  places: Partial<Record<MapMethod, Places>>;
  /** Pixels of a small picture on the sheets, how many are beside each other, and which drawing the sheets are of. */
  tile: number;
  across: number;
  drawing: number;
}

/** drawing: counts up with every new drawing. */
export function readMap(answer: MapAnswer, drawing: number): MapData {
  const { rows, layouts } = answer;
  const points = rows.path.map((path, at) => ({
    n: rows.n[at],
    path,
    labels: rows.labels[at],
    split: rows.split[at],
    w: rows.w[at],
    h: rows.h[at],
    marks: [],
    things: [],
    at: rows.at[at],
    tile: rows.tile[at] ?? -1,
    deleted: rows.deleted[at] > 0,
  }));
  const places: MapData['places'] = {};
  const toArray = (list: (number | null)[]) => Float32Array.from(list, (value) => value ?? Number.NaN);
  for (const method of layouts) {
    const found = rows.places[method];
    if (found) places[method] = { x: toArray(found.x), y: toArray(found.y) };
  }
  const { grouping, missing, tile, across } = answer;
  return { layouts, grouping, missing, points, places, tile, across, drawing };
}
