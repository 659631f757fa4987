/** The classes with their keys and colors: what is drawn next, or which tags the picture has. */

import { useRef, useState } from 'preact/hooks';
import { NameDialog } from '../../../../components/editable_name';
import { Icon } from '../../../../components/icon';
import { Menu, MenuItem, MenuTitle } from '../../../../components/menu';
import { formatNumber, t } from '../../../../lib/texts';
import { hasTags, isSorted } from '../../../labels/labels';
import { changeClass } from '../state/class_changes';
import type { LabelingStore } from '../state/labeling_store';
import { getDrawn, isDrawn } from '../state/tools';
import { ColorDialog } from './color_dialog';
import { Swatch } from './swatch';
import '../texts';
import '../../../../lib/common_texts';

interface ClassPanelProps {
  store: LabelingStore;
  /** A name is asked for: something was drawn before there was a class. */
  naming: boolean;
  onNaming(naming: boolean): void;
  /** A name was given, or is not to be: what was drawn gets the class, or goes. */
  onNamed(): void;
}

export function ClassPanel({ store, naming, onNaming, onNamed }: ClassPanelProps) {
  const task = store.task.value;
  const drawn = isDrawn(task);
  const sorted = isSorted({ task });
  const counts = countLabels(store);
  const names = store.names.value;
  const named = useRef(false);
  const fixed = !store.data.edits.canEdit();
  return (
    <section class="label-part label-classes" aria-label={t(drawn ? 'labelClasses' : 'labelTags')}>
      <header class="row">
        <h2 class="grow">{t(hasTags({ task }) ? 'labelTags' : 'labelClasses')}</h2>
        {drawn && names.length > 0 && <span class="cap label-fine">{t('labelKeyFirst')}</span>}
      </header>
      <ul>
        {names.map((name, at) => (
          <li key={name} class="label-class-row">
            <button
              class="label-class"
              aria-pressed={drawn ? store.label.value === name : store.labels.value.includes(name)}
              disabled={fixed}
              title={name}
              onClick={() => store.chooseLabel(name)}
            >
              <kbd class={store.keys.value[at] ? '' : 'none'}>{store.keys.value[at]}</kbd>
              <Swatch color={store.getColor(name)} />
              <span class="ell grow">{name}</span>
              {drawn ? (
                getDrawn(task) !== 'pixels' && <span class="num">{formatNumber(counts.get(name) ?? 0)}</span>
              ) : (
                <Icon name={store.labels.value.includes(name) ? 'checked' : 'unchecked'} />
              )}
            </button>
            {!fixed && !sorted && <ClassMenu store={store} name={name} />}
          </li>
        ))}
      </ul>
      <div class="row label-class-foot">
        {!fixed && !sorted && (
          <button class={`btn ${names.length ? 'ghost' : 'pri'}`} onClick={() => onNaming(true)}>
            <Icon name="plus" />
            <span>{t('labelAddClass')}</span>
          </button>
        )}
        {drawn && !fixed && !store.labeled.value && store.objects.value.length === 0 && names.length > 0 && (
          <button class="btn ghost" title="0" onClick={() => store.markEmpty()}>
            <span>{t('labelNothing')}</span>
          </button>
        )}
      </div>
      {naming && (
        <NameDialog
          title={t(names.length ? 'labelAddClass' : 'labelFirstClass')}
          label={t('labelClassName')}
          name=""
          onName={(name) => {
            named.current = true;
            void changeClass(store, { add: name })
              .then(() => store.chooseLabel(name))
              .finally(onNamed);
          }}
          onClose={() => {
            onNaming(false);
            if (!named.current) onNamed();
            named.current = false;
          }}
        />
      )}
    </section>
  );
}

function ClassMenu({ store, name }: { store: LabelingStore; name: string }) {
  const [asking, setAsking] = useState<'name' | 'color' | null>(null);
  const others = store.names.value.filter((one) => one !== name);
  const unused = !store.list.classes.value.find((one) => one.name === name)?.count && !countLabels(store).has(name);
  return (
    <>
      <Menu label={t('actions', { name })} class="btn ghost ic label-class-more" button={<Icon name="more" size="s" />}>
        <MenuItem icon="pencil" label={t('rename')} onChoose={() => setAsking('name')} />
        <MenuItem icon="palette" label={t('labelColor')} onChoose={() => setAsking('color')} />
        {unused && (
          <MenuItem
            icon="trash"
            label={t('labelRemoveClass')}
            onChoose={() => void changeClass(store, { remove: name })}
          />
        )}
        {others.length > 0 && (
          <>
            <hr />
            <MenuTitle>{t('labelMergeInto')}</MenuTitle>
            <div class="edit-labels">
              {others.map((other) => (
                <MenuItem
                  key={other}
                  label={other}
                  onChoose={() => void changeClass(store, { rename: name, to: other, merge: true })}
                />
              ))}
            </div>
          </>
        )}
      </Menu>
      {asking === 'name' && (
        <NameDialog
          title={t('rename')}
          label={t('labelClassName')}
          name={name}
          onName={(to) => void changeClass(store, { rename: name, to })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'color' && (
        <ColorDialog
          name={name}
          color={store.getColor(name)}
          onColor={(value) => void changeClass(store, { color: name, value })}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function countLabels(store: LabelingStore): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of store.objects.value) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
