/** What the server says about labels while they are made (`sunmao/server/routes/labeling.py`). */

import type { Annotation, Proposal } from '../../../../lib/dataset_types';
import type { Box } from '../geometry/shapes';

export type {
  Annotations,
  LabelClass,
  ListedPicture,
  Outline,
  PictureListing,
  SavedAnnotations,
} from '../../../../lib/dataset_types';
export type { Annotation, Proposal };

export type PlacedProposal = Proposal & { box: Box };

/** objects, labels: the whole list, in place of what was there. dismissed: proposals that are wrong. */
export interface AnnotationChange {
  path: string;
  objects?: Annotation[];
  labels?: string[];
  dismissed?: number[];
}

export type Order = 'todo' | 'name' | 'uncertain';

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
