/** Where a mistake leads: to taking more pictures, and to training again. */

import type { ProjectStore } from '../../state/project_store';
import { getSetName, isSorted } from '../labels/labels';

/** The views that lead on; who puts the views together registers them. */
export interface NextPlaces {
  /** Goes to where pictures of a class of a data set are taken. */
  takeMore(opened: ProjectStore, set: string, label: string): Promise<void>;
  /** Goes to where the project is trained: teaching, the steps, or its blocks. */
  goToTraining(opened: ProjectStore): void;
}

let places: NextPlaces;

export function registerNextPlaces(found: NextPlaces): void {
  places = found;
}

/** Whether pictures of the data set are taken in the project: not for what came along. */
export function canTakeMore(opened: ProjectStore, path: string): boolean {
  const found = opened.choices.value.dataset?.find((one) => one.value === `data/${getSetName(path)}`);
  return Boolean(found?.own) && isSorted(found ?? {}) && !opened.readOnly.value;
}

/** path: a picture of the data set that gets more of them. */
export async function takeMore(opened: ProjectStore, path: string, label: string): Promise<void> {
  const set = getSetName(path);
  if (set) await places.takeMore(opened, set, label);
}

export const goToTraining = (opened: ProjectStore) => places.goToTraining(opened);
