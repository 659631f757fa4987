/** What can be done with the one picture that is seen large. */

import { Icon } from '../../../components/icon';
import type { Dataset, Picture } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import type { DatasetStore } from '../store';
import { SplitButtons } from './action_bar';
import { describeEdit } from './describe_edit';
import type { EditRequest } from './edit_types';
import { RelabelButton } from './relabel_button';
import './texts';
import '../../../lib/common_texts';

export function PictureActions({ store, set, picture }: { store: DatasetStore; set: Dataset; picture: Picture }) {
  const { edits } = store;
  const last = edits.state.value?.undo;
  const pictures = { paths: [picture.path] };
  const edit = (request: EditRequest) => void edits.edit(request, pictures);
  return (
    <div class="edit-picture">
      {store.filter.value.deleted ? (
        <button class="btn pri" onClick={() => edit({ kind: 'restore' })}>
          <Icon name="undo" />
          <span>{t('editRestore')}</span>
        </button>
      ) : (
        <>
          <RelabelButton
            edits={edits}
            set={set}
            rows={[picture]}
            kind="btn"
            onLabel={(label) => void edits.applyLabel(label, pictures)}
          />
          <SplitButtons chosen={picture.split} onSplit={(split) => edit({ kind: 'move', split })} />
          <button class="btn" onClick={() => edit({ kind: 'delete' })}>
            <Icon name="trash" />
            <span>{t('editDelete')}</span>
          </button>
        </>
      )}
      {last && (
        <p class="row edit-picture-last">
          <span class="cap grow" role="status">
            {t('editLast', { what: describeEdit(last) })}
          </span>
          <button class="btn ghost" onClick={() => void edits.undo()}>
            <Icon name="undo" size="s" />
            <span>{t('undo')}</span>
          </button>
        </p>
      )}
    </div>
  );
}
