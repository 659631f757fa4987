/** The keys that edit pictures: digits give a class, Delete puts into the bin, Ctrl+Z takes back. */

import { useKeyDown } from '../../../components/key_events';
import type { Dataset } from '../../../lib/dataset_types';
import { getClassKeys } from '../../labels/labels';
import type { DatasetStore } from '../store';

/** Where keys mean something else. */
const TAKEN = 'input, select, textarea, [contenteditable], [role="menu"], dialog:not(.data-large)';

export function EditKeys({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { edits } = store;
  useKeyDown((event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (!edits.canEdit() || event.altKey || at?.closest(TAKEN)) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      void (key === 'y' || event.shiftKey ? edits.redo() : edits.undo());
    } else if (key === 'escape') {
      if (store.large.peek() < 0) edits.selection.clear();
    } else if (!store.filter.peek().deleted && !event.repeat) applyKey(event);
  });

  function applyKey(event: KeyboardEvent): void {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      return void edits.editSelected({ kind: 'delete' });
    }
    if (!/^\d$/.test(event.key) || !edits.canRelabel()) return;
    const names = set.classes.map((one) => one.name);
    const name = names[getClassKeys(names).indexOf(event.key)];
    if (name !== undefined) void edits.applyLabelToSelected(name);
  }
  return null;
}
