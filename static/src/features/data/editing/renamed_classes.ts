/** Classes that were given another name as a whole: which edits did so, and what a class is called after them. */

import type { DatasetEdit, EditState } from './edit_types';

/** merged: there was a class of the new name already. */
export interface Rename {
  from: string;
  to: string;
  merged: boolean;
}

/** The rename that an edit was, by the wall or by the list of the labeler; null where it was something else. */
export function findRename({ detail }: DatasetEdit): Rename | null {
  const to = detail.to ?? detail.label;
  if (detail.rename === undefined || to === undefined) return null;
  return { from: detail.rename, to, merged: detail.merge === true };
}

/** What a class is called after the edits that were done, or taken back, between two states. */
export function followRenames(label: string, before: EditState, now: EditState): string {
  const active = new Map(before.edits.map((edit) => [edit.id, edit.active]));
  // The newest edit comes first.
  return now.edits.reduceRight((name, edit) => {
    const rename = findRename(edit);
    if (!rename || edit.active === (active.get(edit.id) ?? false)) return name;
    if (edit.active) return name === rename.from ? rename.to : name;
    // What was put together stays shown together: nobody knows which half was meant.
    return name === rename.to && !rename.merged ? rename.from : name;
  }, label);
}
