/** Which class pictures shall have: those that there are, by their keys, or a new one. */

import { useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getClassKeys, hasTags } from '../../labels/labels';
import './texts';

interface LabelMenuProps {
  set: Dataset;
  /** What these have: every one of them, or some. */
  labels: ReadonlyMap<string, 'all' | 'some'>;
  kind: string;
  /** What is on the button; else what the menu is for. */
  shown?: string;
  onLabel(label: string): void;
}

export function LabelMenu({ set, labels, kind, shown, onLabel }: LabelMenuProps) {
  const [naming, setNaming] = useState(false);
  const names = set.classes.map((one) => one.name);
  const keys = getClassKeys(names);
  const several = hasTags(set);
  const words = t(several ? 'editTags' : 'editLabel');
  return (
    <>
      <Menu
        label={words}
        worded
        class={kind}
        align="left"
        button={
          <>
            {!shown && <Icon name="tag" />}
            <span class={shown ? 'ell' : 'edit-word'}>{shown ?? words}</span>
            <Icon name="chevronDown" size="s" />
          </>
        }
      >
        <div class="edit-labels">
          {names.map((name, at) => (
            <MenuItem
              key={name}
              label={labels.get(name) === 'some' ? t('editSomeHave', { name }) : name}
              note={keys[at]}
              checked={labels.get(name) === 'all'}
              toggle={several}
              onChoose={() => onLabel(name)}
            />
          ))}
        </div>
        <hr />
        <MenuItem icon="plus" label={t('editNewClass')} onChoose={() => setNaming(true)} />
      </Menu>
      {naming && (
        <NameDialog
          title={t('editNewClass')}
          label={t('editClassName')}
          name=""
          onName={onLabel}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

/** Which labels all of these pictures have, and which only some. */
export function countLabels(rows: { labels: string[] }[]): Map<string, 'all' | 'some'> {
  const counts = new Map<string, number>();
  for (const { labels } of rows) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map([...counts].map(([label, count]) => [label, count === rows.length ? 'all' : 'some']));
}
