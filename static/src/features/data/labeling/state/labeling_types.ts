/** What the server says about labels while they are made (`sunmao/server/routes/labeling.py`). */

import type { Task } from '../../../../lib/types';
import type { RunLengths } from '../geometry/run_lengths';
import type { Box, Polygon } from '../geometry/shapes';

/**
 * A thing in a picture. A box: no polygons and no rle. An outline: polygons, and the box around them. Painted: rle, one
 * object for each class. attributes: what a format said that Sunmao does not know; it goes back as it came.
 */
export interface Annotation {
  label: string;
  box: Box;
  polygons: Polygon[];
  rle: RunLengths | null;
  attributes?: unknown;
}

/**
 * What a model would label. box: null of a label of the whole picture. confidence: 0 to 1. followed: it is a label of
 * an earlier picture that was followed.
 */
export interface Proposal extends Omit<Annotation, 'box'> {
  box: Box | null;
  id: number;
  confidence: number;
  followed?: boolean;
}

export type PlacedProposal = Proposal & { box: Box };

/** objects: what is marked. labels: tags, or the class. labeled: somebody has said what is in it, be it nothing. */
export interface Annotations {
  path: string;
  w: number;
  h: number;
  task: Task | null;
  labels: string[];
  objects: Annotation[];
  labeled: boolean;
  version: number;
  proposals: { model: string; objects: Proposal[] } | null;
}

/** objects, labels: the whole list, in place of what was there. dismissed: proposals that are wrong. */
export interface AnnotationChange {
  path: string;
  objects?: Annotation[];
  labels?: string[];
  dismissed?: number[];
}

export interface SavedAnnotations extends Annotations {
  undo: unknown;
  redo: unknown;
  labeled_count: number;
  total: number;
}

export interface LabelClass {
  name: string;
  count: number;
  color: string | null;
}

export type Order = 'todo' | 'name' | 'uncertain';

/** objects, proposals: how many. rank: its place among those that a model is least sure of; null: not known. */
export interface ListedPicture {
  path: string;
  w: number | null;
  h: number | null;
  labeled: boolean;
  objects: number;
  proposals: number;
  rank: number | null;
}

/**
 * model: whose proposals there are. proposed: pictures that have some. outliners: models that outline what is clicked.
 */
export interface PictureListing {
  task: Task | null;
  total: number;
  labeled: number;
  proposed: number;
  version: number;
  model: string | null;
  classes: LabelClass[];
  rows: ListedPicture[];
  outliners: string[];
}

/** One change of the list of classes; no picture is touched. */
export type ClassChange =
  | { add: string }
  | { rename: string; to: string; merge?: boolean }
  | { color: string; value: string }
  | { remove: string };

/**
 * box: around the thing. points: x, y, and 1 for a click in it, 0 for one beside it. model: none: the studio's own way.
 */
export interface OutlineRequest {
  path: string;
  model?: string;
  box?: Box;
  points?: [number, number, 0 | 1][];
}

export interface Outline {
  found: boolean;
  polygons: Polygon[];
  box: Box | null;
  rle: RunLengths | null;
}
