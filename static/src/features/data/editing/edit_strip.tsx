/** The strip under the wall: take back, do again, what was done last, everything that was done, and the bin. */

import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { DatasetStore } from '../store';
import { describeEdit } from './describe_edit';
import { EditHistoryDialog } from './edit_history_dialog';
import '../texts';
import './texts';
import '../../../lib/common_texts';

export function EditStrip({ store }: { store: DatasetStore }) {
  const { edits } = store;
  const [listing, setListing] = useState(false);
  // Another page may have edited while this one was not looked at.
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && void edits.load();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [edits]);
  const state = edits.state.value;
  const last = state?.undo;
  return (
    <div class="edit-strip" role="group" aria-label={t('editWhat')}>
      <button class="btn ghost" disabled={!last} title="Ctrl+Z" onClick={() => void edits.undo()}>
        <Icon name="undo" />
        <span>{t('undo')}</span>
      </button>
      <button
        class="btn ghost ic"
        disabled={!state?.redo}
        aria-label={t('editRedo')}
        title={`${t('editRedo')} · Ctrl+Shift+Z`}
        onClick={() => void edits.redo()}
      >
        <Icon name="redo" />
      </button>
      <span class="edit-last cap ell" role="status">
        {edits.merged.value
          ? t('editMerged', { n: edits.merged.value })
          : edits.undone.value
            ? t('editTakenBack', { what: describeEdit(edits.undone.value) })
            : last
              ? t('editLast', { what: describeEdit(last) })
              : t(
                  store.mapping.value
                    ? 'editNothingMap'
                    : matchMedia('(pointer: coarse)').matches
                      ? 'editNothingTouch'
                      : 'editNothing',
                )}
      </span>
      <button class="btn ghost" disabled={!state?.edits.length} onClick={() => setListing(true)}>
        <Icon name="history" />
        <span class="edit-word">{t('editChanges')}</span>
      </button>
      <button
        class="btn ghost"
        aria-pressed={store.filter.value.deleted === 1}
        onClick={() => (store.filter.peek().deleted ? store.showAll() : store.openBin())}
      >
        <Icon name="trash" />
        <span class="edit-word">{t('bin')}</span>
        <span class="num cap">{t('plainNumber', { m: state?.bin ?? 0 })}</span>
      </button>
      {listing && <EditHistoryDialog store={store} onClose={() => setListing(false)} />}
      <ConflictDialog store={store} />
    </div>
  );
}

/** Two pages have edited the same pictures: neither is overwritten without being asked. */
function ConflictDialog({ store }: { store: DatasetStore }) {
  const conflict = store.edits.conflict.value;
  if (!conflict) return null;
  const answer = (act: () => void) => () => {
    store.edits.conflict.value = null;
    act();
  };
  return (
    <Dialog title={t('editConflict')} onClose={answer(conflict.keepTheirs)}>
      <p>{t('editConflictText', { n: conflict.count })}</p>
      <div class="row dialog-foot">
        <button class="btn" onClick={answer(conflict.keepMine)}>
          {t('editKeepMine')}
        </button>
        {/** biome-ignore lint/a11y/noAutofocus: a dialog that opens moves the focus into itself */}
        <button class="btn pri" autoFocus onClick={answer(conflict.keepTheirs)}>
          {t('editKeepTheirs')}
        </button>
      </div>
    </Dialog>
  );
}
