/** The classes of a data set, as places that selected pictures are added to: by dragging, by a click, by a key. */

import { useState } from 'preact/hooks';
import { ColorDot } from '../../../components/color_dot';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { makeUrl } from '../../../lib/route';
import { formatNumber, t } from '../../../lib/texts';
import { getClassColor, getClassKeys, UNCOUNTED } from '../../labels/labels';
import type { BatchStore } from './batch_store';
import type { TargetStore } from './target_store';
import './texts';

interface TargetPanelProps {
  store: BatchStore;
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
    <aside class="batch-side" aria-label={t('batchInto')}>
      <header class="batch-side-head">
        <h2>{t('batchInto')}</h2>
        {sets && sets.length > 1 && (
          <select
            class="choice"
            aria-label={t('batchWhich')}
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
          <p class={`batch-chosen ${count ? 'on' : ''}`} role="status">
            {count ? <b>{t('batchSelected', { n: count })}</b> : t('batchHint')}
            {count > 0 && (
              <button class="btn ghost" onClick={() => store.selection.clear()}>
                {t('batchClear')}
              </button>
            )}
          </p>
          <ul class="batch-classes">
            {set.classes.map(({ name, count: there }, at) => (
              <li key={name}>
                <button
                  class="batch-class"
                  data-class={name}
                  aria-label={t('batchInClass', { name, n: there ?? UNCOUNTED })}
                  aria-disabled={idle}
                  onClick={() => !idle && onAdd(name)}
                >
                  <kbd class={keys[at] ? '' : 'none'}>{keys[at]}</kbd>
                  <ColorDot color={getClassColor(at)} />
                  <span class="grow ell">{name}</span>
                  <span class="num mut">{there === null ? UNCOUNTED : formatNumber(there)}</span>
                </button>
              </li>
            ))}
          </ul>
          <button class="btn batch-new" disabled={idle} onClick={() => setNaming(true)}>
            <Icon name="plus" />
            <span>{t('batchNewClass')}</span>
          </button>
        </>
      )}
      {sets?.length === 0 && (
        <div class="batch-no-set">
          <p>{targets.sample.value ? t('batchSample', { name: targets.sample.value }) : t('batchNoSet')}</p>
          <a class="btn" href={makeUrl(store.project, 'data', targets.sample.value ?? undefined)}>
            {t('batchToData')}
          </a>
        </div>
      )}
      {naming && (
        <NameDialog
          title={t('batchNewClass')}
          label={t('batchClassName')}
          name=""
          onName={onAdd}
          onClose={() => setNaming(false)}
        />
      )}
    </aside>
  );
}
