/** The classes of a data set, as places that selected pictures are added to: by dragging, by a click, by a key. */

import { useState } from 'preact/hooks';
import { ColorDot } from '../../../components/color_dot';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { makeUrl } from '../../../lib/route';
import { t } from '../../../lib/texts';
import { getClassColor, getClassKeys } from '../../data/labels';
import type { ManyStore } from './many_store';
import type { TargetStore } from './target_store';
import './texts';

interface TargetPanelProps {
  store: ManyStore;
  targets: TargetStore;
  onAdd(label: string): void;
}

export function TargetPanel({ store, targets, onAdd }: TargetPanelProps) {
  const [naming, setNaming] = useState(false);
  const sets = targets.sets.value;
  const set = targets.set.value;
  const count = store.selection.count.value;
  const names = set?.classes.map((one) => one.name) ?? [];
  const keys = getClassKeys(names);
  const idle = !count || targets.adding.value !== null;
  return (
    <aside class="many-side" aria-label={t('manyInto')}>
      <header class="many-side-head">
        <h2>{t('manyInto')}</h2>
        {sets && sets.length > 1 && (
          <select
            class="choice"
            aria-label={t('manyWhich')}
            value={set?.name}
            onChange={(event) => (targets.name.value = event.currentTarget.value)}
          >
            {sets.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        )}
      </header>
      {set && (
        <>
          <p class={`many-chosen ${count ? 'on' : ''}`} role="status">
            {count ? <b>{t('manySelected', { n: count })}</b> : t('manyHint')}
            {count > 0 && (
              <button class="btn ghost" onClick={() => store.selection.clear()}>
                {t('manyClear')}
              </button>
            )}
          </p>
          <ul class="many-classes">
            {set.classes.map(({ name, count: there }, at) => (
              <li key={name}>
                <button
                  class="many-class"
                  data-class={name}
                  aria-label={t('manyInClass', { name, n: there })}
                  aria-disabled={idle}
                  onClick={() => !idle && onAdd(name)}
                >
                  <kbd class={keys[at] ? '' : 'none'}>{keys[at]}</kbd>
                  <ColorDot color={getClassColor(at)} />
                  <span class="grow ell">{name}</span>
                  <span class="num mut">{there}</span>
                </button>
              </li>
            ))}
          </ul>
          <button class="btn many-new" disabled={idle} onClick={() => setNaming(true)}>
            <Icon name="plus" />
            <span>{t('manyNewClass')}</span>
          </button>
        </>
      )}
      {sets?.length === 0 && (
        <div class="many-no-set">
          <p>{targets.sample.value ? t('manySample', { name: targets.sample.value }) : t('manyNoSet')}</p>
          <a class="btn" href={makeUrl(store.project, 'data', targets.sample.value ?? undefined)}>
            {t('manyToData')}
          </a>
        </div>
      )}
      {naming && (
        <NameDialog
          title={t('manyNewClass')}
          label={t('manyClassName')}
          name=""
          onName={onAdd}
          onClose={() => setNaming(false)}
        />
      )}
    </aside>
  );
}
