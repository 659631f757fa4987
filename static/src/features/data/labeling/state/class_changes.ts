/** The list of classes is changed: no picture is touched, and it can be taken back. */

import * as calls from './labeling_api';
import { type LabelingStore, showError } from './labeling_store';
import type { ClassChange } from './labeling_types';

export async function changeClass(store: LabelingStore, change: ClassChange): Promise<void> {
  store.flush();
  await store.saver.settle();
  try {
    const { classes } = await calls.changeClasses(store.project, store.set, change);
    store.list.classes.value = classes;
    store.canUndo.value = true;
    // What is shown has the new name at once; numbers of painted classes are as the list is now.
    await store.reload();
    void store.data.load();
  } catch (error) {
    showError(error);
  }
}
