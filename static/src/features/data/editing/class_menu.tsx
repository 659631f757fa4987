/** What can be done with a whole class: another name, into another class, into the bin. All of it can be taken back. */

import { useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { Menu, MenuItem, MenuTitle } from '../../../components/menu';
import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import type { DatasetStore } from '../store';
import './texts';
import '../../../lib/common_texts';

export function ClassMenu({ store, set, name }: { store: DatasetStore; set: Dataset; name: string }) {
  const [renaming, setRenaming] = useState(false);
  const pictures = { where: { label: name }, except: [] };
  const relabel = (label: string) => void store.edits.edit({ kind: 'relabel', label }, pictures);
  return (
    <>
      <Menu label={t('actions', { name })} class="btn ghost ic data-class-more" button={<Icon name="more" size="s" />}>
        <MenuItem icon="pencil" label={t('rename')} onChoose={() => setRenaming(true)} />
        {set.classes.length > 1 && (
          <>
            <hr />
            <MenuTitle>{t('editMerge')}</MenuTitle>
            <div class="edit-labels">
              {set.classes
                .filter((one) => one.name !== name)
                .map((one) => (
                  <MenuItem key={one.name} label={one.name} onChoose={() => relabel(one.name)} />
                ))}
            </div>
          </>
        )}
        <hr />
        <MenuItem
          icon="trash"
          label={t('editDeleteClass')}
          onChoose={() => void store.edits.edit({ kind: 'delete' }, pictures)}
        />
      </Menu>
      {renaming && (
        <NameDialog
          title={t('rename')}
          label={t('editClassName')}
          name={name}
          onName={relabel}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  );
}
