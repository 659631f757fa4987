/** What the server says about the edits of a data set (`sunmao/server/routes/dataset_edits.py`). */

import type { Filter, Split } from '../../../lib/dataset_types';

export type { DatasetEdit, EditAnswer, EditState } from '../../../lib/dataset_types';

/**
 * One thing that was done. count: pictures. path: of its only one. active: it was not taken back. at: seconds since
 * 1970.
 */

/** decided: it answers a doubt about the label, after a look at the picture. */
export type EditRequest =
  | { kind: 'relabel'; label: string; decided?: true }
  | { kind: 'tag'; label: string; on: boolean }
  | { kind: 'move'; split: Split }
  | { kind: 'delete' | 'restore' | 'confirm' };

export type EditedPictures =
  | { paths: string[] }
  | { where: Filter | (Omit<Filter, 'deleted'> & { deleted: boolean }); except: string[] };
