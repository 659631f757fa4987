/** What the server says about the edits of a data set (`sunmao/server/routes/dataset_edits.py`). */

import type { Dataset, Filter, Split } from '../../../lib/dataset_types';

/**
 * One thing that was done. count: pictures. path: of its only one. active: it was not taken back. at: seconds since
 * 1970.
 */
export interface DatasetEdit {
  id: string;
  at: number;
  kind: string;
  detail: {
    label?: string;
    from?: string[];
    split?: Split;
    on?: boolean;
    /** A whole class that has another name now: `to` or `label`. merge: there was such a class already. */
    rename?: string;
    to?: string;
    merge?: boolean;
  };
  count: number;
  path: string | null;
  active: boolean;
}

/** version: how many entries the log has. undo, redo: what these would do. bin: how many pictures lie in it. */
export interface EditState {
  version: number;
  undo: DatasetEdit | null;
  redo: DatasetEdit | null;
  edits: DatasetEdit[];
  bin: number;
}
/** dataset: its row, as it is now. */
export interface EditAnswer extends EditState {
  edit: DatasetEdit | null;
  dataset: Dataset;
}

/** decided: it answers a doubt about the label, after a look at the picture. */
export type EditRequest =
  | { kind: 'relabel'; label: string; decided?: true }
  | { kind: 'tag'; label: string; on: boolean }
  | { kind: 'move'; split: Split }
  | { kind: 'delete' | 'restore' | 'confirm' };

export type EditedPictures =
  | { paths: string[] }
  | { where: Filter | (Omit<Filter, 'deleted'> & { deleted: boolean }); except: string[] };
