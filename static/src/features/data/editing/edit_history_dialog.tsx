/** Everything that was done to a data set, the last first; each of it can be taken back alone. */

import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { SmallImage } from '../../../components/small_image';
import { t } from '../../../lib/texts';
import { formatDate } from '../../../lib/time';
import * as calls from '../api';
import type { DatasetStore } from '../store';
import { describeEdit } from './describe_edit';
import './texts';
import '../../../lib/common_texts';

export function EditHistoryDialog({ store, onClose }: { store: DatasetStore; onClose(): void }) {
  const edits = store.edits.state.value?.edits ?? [];
  const redo = store.edits.state.value?.redo;
  const set = store.name.value ?? '';
  return (
    <Dialog title={t('editChanges')} onClose={onClose}>
      <p class="cap">{t('editChangesText')}</p>
      <ul class="edit-list">
        {edits.map((edit) => (
          <li key={edit.id} class={edit.active ? '' : 'undone'}>
            {edit.path && (
              <SmallImage address={calls.makeThumbnailUrl(store.opened.id, set, edit.path)} title={edit.path} />
            )}
            <span class="grow">
              <span>{describeEdit(edit)}</span>
              <span class="cap num">{formatDate(edit.at)}</span>
            </span>
            {edit.active ? (
              <button class="btn" onClick={() => void store.edits.undo(edit.id)}>
                <Icon name="undo" size="s" />
                <span>{t('undo')}</span>
              </button>
            ) : edit.id === redo?.id ? (
              <button class="btn" onClick={() => void store.edits.redo()}>
                <Icon name="redo" size="s" />
                <span>{t('editRedo')}</span>
              </button>
            ) : (
              <span class="pill">{t('editUndone')}</span>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
