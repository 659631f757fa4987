/** What can be done with a whole data set. */

import { useState } from 'preact/hooks';
import { confirmAction } from '../../components/confirm';
import { NameDialog } from '../../components/editable_name';
import { Icon } from '../../components/icon';
import { Menu, MenuItem } from '../../components/menu';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { Dataset } from '../../lib/dataset_types';
import { say, t } from '../../lib/texts';
import * as calls from './api';
import { ExportDialog } from './export';
import { NewDatasetDialog } from './new_dataset';
import type { DatasetStore } from './store';
import './texts';
import '../../lib/common_texts';
import '../labels/texts';

type Open = 'new' | 'rename' | 'duplicate' | 'export';

export function DatasetMenu({ store, set }: { store: DatasetStore; set: Dataset }) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const project = store.opened.id;
  const fixed = set.builtin || store.opened.readOnly.value;
  return (
    <>
      <Menu label={t('setMenu')} button={<Icon name="more" />} class="btn ghost ic" align="left">
        <MenuItem icon="plus" label={t('newSet')} onChoose={() => setOpen('new')} />
        <hr />
        {!fixed && <MenuItem icon="pencil" label={t('rename')} onChoose={() => setOpen('rename')} />}
        <MenuItem icon="copy" label={t('duplicate')} onChoose={() => setOpen('duplicate')} />
        <MenuItem icon="zip" label={t('exportData')} onChoose={() => setOpen('export')} />
        {!fixed && <hr />}
        {!fixed && <MenuItem icon="trash" label={t('deleteForGood')} onChoose={() => void deleteDataset(store, set)} />}
      </Menu>
      {open === 'new' && <NewDatasetDialog store={store} onClose={close} />}
      {open === 'rename' && (
        <NameDialog
          title={t('rename')}
          label={t('setName')}
          name={set.name}
          onName={(name) =>
            void store.change(
              () => calls.renameDataset(project, set.name, name),
              (made) => made.name,
            )
          }
          onClose={close}
        />
      )}
      {open === 'duplicate' && (
        <NameDialog
          title={t('duplicate')}
          label={t('setName')}
          name={t('copyOf', { name: set.name })}
          same
          onName={(name) =>
            void store.change(
              () => calls.duplicateDataset(project, set.name, name),
              (made) => made.name,
            )
          }
          onClose={close}
        />
      )}
      {open === 'export' && <ExportDialog store={store} set={set} onClose={close} />}
    </>
  );
}

async function deleteDataset(store: DatasetStore, set: Dataset): Promise<void> {
  const title = t('deleteSet', { name: set.name });
  if (!(await confirmAction({ title, text: t('deleteSetText', { n: set.pictures }), act: t('deleteForGood') }))) return;
  const deleted = async (stop: boolean) => {
    await calls.deleteDataset(store.opened.id, set.name, stop);
    showToast(t('setDeleted', { name: set.name }));
  };
  try {
    await deleted(false);
  } catch (error) {
    if (!(error instanceof api.ApiError && error.status === 409)) return showToast(say(api.describeError(error)));
    if (!(await confirmAction({ title, text: t('deleteUsedText'), act: t('stopAndDelete') }))) return;
    return void (await store.change(
      () => deleted(true),
      () => null,
    ));
  }
  await store.change(
    async () => undefined,
    () => null,
  );
}
