/** The requests of labeling. */

import { makeProjectPath, send } from '../../../../lib/api';
import type {
  Dataset,
  FollowedPictures,
  JobStarted,
  LabelClassesEdited,
  NextPicture,
  PictureIndex,
  Proposals,
} from '../../../../lib/dataset_types';
import type { Task } from '../../../../lib/types';
import type {
  Annotation,
  AnnotationChange,
  Annotations,
  ClassChange,
  Order,
  Outline,
  OutlineRequest,
  PictureListing,
  SavedAnnotations,
} from './labeling_types';

const makePath = (id: string, set: string, rest: string, query: Record<string, string | number> = {}) => {
  const words = Object.entries(query).map(([key, value]) => [key, String(value)]);
  return makeProjectPath(
    id,
    `/datasets/${encodeURIComponent(set)}/${rest}${words.length ? `?${new URLSearchParams(words)}` : ''}`,
  );
};

export const fetchAnnotations = (id: string, set: string, path: string) =>
  send<Annotations>('GET', makePath(id, set, 'annotations', { path }));
/** seen: the version that this page knows; null writes over whatever there is. Rejects with 409 and `theirs`. */
export const saveAnnotations = (
  id: string,
  set: string,
  change: AnnotationChange,
  seen: number | null,
  leaving = false,
) => send<SavedAnnotations>('PUT', makePath(id, set, 'annotations'), { ...change, seen }, { keepalive: leaving });

export const fetchListing = (id: string, set: string, order: Order, offset: number, limit: number) =>
  send<PictureListing>('GET', makePath(id, set, 'labeling', { order, offset, limit }));
/** The picture without labels that comes next in an order; null: all have some. */
export const fetchNextUnlabeled = (id: string, set: string, order: Order, after: string) =>
  send<NextPicture>('GET', makePath(id, set, 'labeling', { order, after }));
/** The place of a picture in an order. */
export const fetchIndex = (id: string, set: string, order: Order, path: string) =>
  send<PictureIndex>('GET', makePath(id, set, 'labeling', { order, index_of: path }));

export const declareTask = (id: string, set: string, task: Task, classes: string[]) =>
  send<Dataset>('PUT', makePath(id, set, 'task'), { task, classes });
export const changeClasses = (id: string, set: string, change: ClassChange) =>
  send<LabelClassesEdited>('POST', makePath(id, set, 'label-classes'), change);

/** What a model of the project sees in one picture. */
export const fetchProposals = (id: string, set: string, path: string, model: string) =>
  send<Proposals>('POST', makePath(id, set, 'proposals'), { path, model });
/** A model looks at every picture without labels. The job's result: how many pictures and objects. */
export const startProposals = (id: string, set: string, model: string) =>
  send<JobStarted>('POST', makePath(id, set, 'proposals/all'), { model });

/** Boxes of a picture are followed through those after it, and proposed where they are found. */
export const followBoxes = (id: string, set: string, path: string, objects: Annotation[]) =>
  send<FollowedPictures>('POST', makePath(id, set, 'track'), { path, objects });

/** The outline of a thing from clicks or a box; without both, the server gets ready for a picture. */
export const findOutline = (id: string, set: string, request: OutlineRequest) =>
  send<Outline>('POST', makePath(id, set, 'outline'), request);
