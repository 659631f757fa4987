/** What waits for a name, one picture after the other, and the switch that lets them come. */

import { Icon } from '../../../../../components/icon';
import * as api from '../../../../../lib/api';
import type { ClassRow } from '../../../../../lib/dataset_types';
import { t } from '../../../../../lib/texts';
import type { TeachStore } from '../teach_store';
import './texts';

/** Asks of the newest one what it is; nothing where none waits. */
export function UnsureCard({ store, classes }: { store: TeachStore; classes: ClassRow[] }) {
  const [path, ...others] = store.unsure.paths.value;
  if (!path) return null;
  return (
    <section class="panel teach-unsure-card" aria-labelledby="teach-unsure">
      <header class="row">
        <h3 id="teach-unsure">{t('unsureWhat')}</h3>
        <span class="cap num">{others.length > 0 && t('unsureMore', { n: others.length })}</span>
      </header>
      <div class="row">
        <img src={api.makeThumbnailUrl(store.opened.id, `data/${store.set}/${path}`, 160)} alt={t('unsurePicture')} />
        <div class="teach-unsure-names">
          {classes.map(({ name }) => (
            <button key={name} class="btn" onClick={() => void store.unsure.settle(path, name)}>
              <span class="ell">{name}</span>
            </button>
          ))}
          <button class="btn ghost" onClick={() => void store.unsure.settle(path, null)}>
            <Icon name="trash" />
            <span>{t('unsureDiscard')}</span>
          </button>
        </div>
      </div>
    </section>
  );
}

export function UnsureSwitch({ store }: { store: TeachStore }) {
  const { collecting, paths, most } = store.unsure;
  const full = most.value > 0 && paths.value.length >= most.value;
  return (
    <div class="teach-unsure-switch">
      <label class="row">
        <input
          type="checkbox"
          checked={collecting.value}
          onChange={(event) => (collecting.value = event.currentTarget.checked)}
        />
        <span>{t('unsureKeep')}</span>
      </label>
      {collecting.value && (
        <p class="cap" role="status">
          {full ? t('unsureFull', { n: most.value }) : t('unsureConsent', { n: most.value })}
        </p>
      )}
    </div>
  );
}
