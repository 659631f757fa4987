/** What can be done with the selected pictures, and with the bin; it stands in the place of the toolbar. */

import { confirmAction } from '../../../components/confirm';
import { Icon } from '../../../components/icon';
import type { Dataset, Split } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getSplitName, SPLITS } from '../labels';
import type { DatasetStore } from '../store';
import { countLabels, LabelMenu } from './label_menu';
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
            {edits.canRelabel() && (
              <LabelMenu
                set={set}
                labels={countLabels(rows)}
                kind="btn pri"
                onLabel={(label) => void edits.applyLabelToSelected(label)}
              />
            )}
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

export function BinBar({ store }: { store: DatasetStore }) {
  const count = store.edits.state.value?.bin ?? 0;
  return (
    <header class="data-tools edit-bin-bar">
      <div class="row">
        <button class="btn" onClick={() => store.setFilter({ deleted: undefined })}>
          <Icon name="arrowLeft" />
          <span>{t('editBack')}</span>
        </button>
        <span>
          <b>{t('bin')}</b> <span class="cap">{t('editBinText')}</span>
        </span>
      </div>
      <button class="btn" disabled={!count} onClick={() => void emptyBin(store, count)}>
        <Icon name="trash" />
        <span>{t('editEmptyBin')}</span>
      </button>
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
        <button class="btn pri" onClick={() => store.setFilter({ deleted: undefined })}>
          {t('editBack')}
        </button>
      </p>
    </div>
  );
}
