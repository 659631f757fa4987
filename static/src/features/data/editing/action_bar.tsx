/** What can be done with the selected pictures, and with the bin; it stands in the place of the toolbar. */

import { useEffect, useState } from 'preact/hooks';
import { confirmAction } from '../../../components/confirm';
import { Icon } from '../../../components/icon';
import type { Dataset, Split } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getSplitName, SPLITS } from '../../labels/labels';
import * as calls from '../api';
import type { DatasetStore } from '../store';
import { RelabelButton } from './relabel_button';
import '../texts';
import './texts';
import '../../../lib/common_texts';

export function SelectionBar({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { edits } = store;
  const count = edits.selection.count.value;
  const rows = edits.listSelectedRows();
  return (
    <header class="data-tools edit-bar" aria-busy={edits.busy.value}>
      <div class="row">
        <button
          class="btn ghost ic"
          aria-label={t('editClear')}
          title={t('editClear')}
          onClick={() => edits.selection.clear()}
        >
          <Icon name="x" />
        </button>
        <b class="num" role="status">
          {t('editSelected', { n: count })}
        </b>
        {store.filter.value.deleted ? (
          <button class="btn pri" onClick={() => void edits.editSelected({ kind: 'restore' })}>
            <Icon name="undo" />
            <span>{t('editRestore')}</span>
          </button>
        ) : (
          <>
            <RelabelButton
              edits={edits}
              set={set}
              rows={rows}
              kind="btn pri"
              onLabel={(label) => void edits.applyLabelToSelected(label)}
            />
            <SplitButtons onSplit={(split) => void edits.editSelected({ kind: 'move', split })} />
          </>
        )}
      </div>
      {!store.filter.value.deleted && (
        <button class="btn" onClick={() => void edits.editSelected({ kind: 'delete' })}>
          <Icon name="trash" />
          <span class="edit-word">{t('editDelete')}</span>
        </button>
      )}
    </header>
  );
}

/** chosen: where a single picture is now. */
export function SplitButtons({ chosen, onSplit }: { chosen?: Split; onSplit(split: Split): void }) {
  return (
    <div class="seg edit-move" role="group" aria-label={t('editMove')}>
      <span class="edit-word">{t('editMove')}</span>
      {SPLITS.map((split) => (
        <button key={split} aria-pressed={chosen && chosen === split} onClick={() => onSplit(split)}>
          {getSplitName(split)}
        </button>
      ))}
    </div>
  );
}

const EVERYTHING_DELETED = { where: { deleted: true }, except: [] };

export function BinBar({ store }: { store: DatasetStore }) {
  const count = store.edits.state.value?.bin ?? 0;
  return (
    <header class="data-tools edit-bin-bar">
      <div class="row">
        <button class="btn" onClick={() => store.showAll()}>
          <Icon name="arrowLeft" />
          <span>{t('editBack')}</span>
        </button>
        <span>
          <b>{t('bin')}</b> <span class="cap">{t('editBinText')}</span>
        </span>
      </div>
      {count > 0 && (
        <div class="row">
          <button class="btn" onClick={() => void store.edits.edit({ kind: 'restore' }, EVERYTHING_DELETED)}>
            <Icon name="undo" />
            <span>{t('editRestoreAll')}</span>
          </button>
          <button class="btn" onClick={() => void emptyBin(store, count)}>
            <Icon name="trash" />
            <span>{t('editEmptyBin')}</span>
          </button>
        </div>
      )}
    </header>
  );
}

async function emptyBin(store: DatasetStore, n: number): Promise<void> {
  const question = { title: t('editEmptyTitle', { n }), text: t('editEmptyText'), act: t('editEmptyNow') };
  if (await confirmAction(question)) await store.edits.emptyBin();
}

export function EmptyBin({ store }: { store: DatasetStore }) {
  return (
    <div class="empty">
      <Icon name="trash" size="l" />
      <b>{t('editBinEmpty')}</b>
      <p>{t('editBinEmptyText')}</p>
      <p class="row empty-act">
        <button class="btn pri" onClick={() => store.showAll()}>
          {t('editBack')}
        </button>
      </p>
    </div>
  );
}

/** A class of which no picture is left on the wall: they are in the bin, from which they can come back. */
export function EmptiedClass({ store, label }: { store: DatasetStore; label: string }) {
  const bin = store.edits.state.value?.bin ?? 0;
  const [found, setFound] = useState(0);
  useEffect(() => {
    const set = store.name.peek();
    if (!set || !bin) return setFound(0);
    void calls.fetchSamples(store.opened.id, set, { label, deleted: 1 }, 0, 1).then(
      ({ total }) => setFound(total),
      () => setFound(0),
    );
  }, [store, label, bin]);
  const restore = () => void store.edits.edit({ kind: 'restore' }, { where: { label, deleted: true }, except: [] });
  return (
    <div class="empty">
      <Icon name="image" size="l" />
      <b>{t('editClassEmpty', { name: label })}</b>
      <p>{found > 0 ? t('editClassInBin', { n: found }) : t('noPicturesText')}</p>
      <p class="row empty-act">
        {found > 0 && (
          <button class="btn pri" onClick={restore}>
            <Icon name="undo" />
            <span>{t('editRestoreThese')}</span>
          </button>
        )}
        <button class={`btn ${found ? '' : 'pri'}`} onClick={() => store.showAll()}>
          {t('allPictures')}
        </button>
      </p>
    </div>
  );
}
