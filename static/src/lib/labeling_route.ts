/** Where pictures are labeled: `#/project/<id>/data/<set>/label/<path>`, the last three in one escaped detail. */

import { goToView, makeUrl } from './route';

/** path: the picture to begin with; null: the first one that has no labels yet. */
export interface LabelingPlace {
  set: string;
  path: string | null;
}

const STEP = '/label';

const makeDetail = (set: string, path: string | null) => `${set}${STEP}${path ? `/${path}` : ''}`;

/** What the detail of an address of the Data view means: the data set, and where it is labeled, if it is. */
export function readDataDetail(detail: string): { set: string; labeling: LabelingPlace | null } {
  const slash = detail.indexOf('/');
  if (slash < 0) return { set: detail, labeling: null };
  const set = detail.slice(0, slash);
  const rest = detail.slice(slash);
  if (rest !== STEP && !rest.startsWith(`${STEP}/`)) return { set, labeling: null };
  return { set, labeling: { set, path: rest.slice(STEP.length + 1) || null } };
}

export const makeLabelingUrl = (project: string, set: string, path: string | null = null) =>
  makeUrl(project, 'data', makeDetail(set, path));

/** Where the labels of a picture are seen; null of one that lies in no data set. path: below the project. */
export function findLabelingPlace(path: string): { set: string; path: string } | null {
  const [, set, picture] = /^data\/([^/]+)\/(.+)$/.exec(path) ?? [];
  return set && picture ? { set, path: picture } : null;
}

/** Goes to where a data set is labeled, at a picture of it (its path below the set's folder) or at the first to do. */
export function openLabeling(project: string, set: string, path: string | null = null): void {
  goToView(project, 'data', makeDetail(set, path));
}
