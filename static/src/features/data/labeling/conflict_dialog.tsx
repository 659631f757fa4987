/** Two pages have labeled one picture: neither is written over without being asked. */

import { Dialog } from '../../../components/dialog';
import { t } from '../../../lib/texts';
import type { LabelingStore } from './state/labeling_store';
import './texts';

export function ConflictDialog({ store }: { store: LabelingStore }) {
  const conflict = store.saver.conflict.value;
  if (!conflict) return null;
  const { mine, theirs } = conflict;
  return (
    <Dialog title={t('labelConflict')} onClose={() => void store.resolveConflict(false)}>
      <p>
        {t('labelConflictText', {
          n: theirs.objects.length || theirs.labels.length,
          m: (mine.objects ?? mine.labels ?? []).length,
        })}
      </p>
      <div class="row dialog-foot">
        <button class="btn" onClick={() => void store.resolveConflict(true)}>
          {t('labelKeepMine')}
        </button>
        {/** biome-ignore lint/a11y/noAutofocus: a dialog that opens moves the focus into itself */}
        <button class="btn pri" autoFocus onClick={() => void store.resolveConflict(false)}>
          {t('labelKeepTheirs')}
        </button>
      </div>
    </Dialog>
  );
}
