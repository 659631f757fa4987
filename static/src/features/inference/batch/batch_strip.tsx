/** Under the grid: what was added last, how it is taken back, and what comes next. */

import { Icon } from '../../../components/icon';
import { say, t } from '../../../lib/texts';
import { goToTraining } from '../../project/next_places';
import type { OpenBatch } from './active_batch';
import type { Addition } from './target_store';
import './texts';

export function BatchStrip({ opened, targets }: Pick<OpenBatch, 'opened' | 'targets'>) {
  const acts = targets.acts.value;
  const adding = targets.adding.value;
  const last = acts.at(-1);
  const there = acts.filter((one) => !one.undone && one.files.length > 0);
  const trouble = targets.trouble.value;
  return (
    <footer class="row batch-strip">
      <button
        class="btn"
        disabled={!there.length || adding !== null}
        title="Ctrl+Z"
        onClick={() => void targets.undo()}
      >
        <Icon name="undo" />
        <span>{t('batchUndo')}</span>
      </button>
      <span class="grow ell" role="status">
        {adding
          ? t('batchAdding', { n: adding.done, m: adding.total })
          : trouble
            ? say(trouble)
            : last
              ? describe(last)
              : t('batchNotAdded')}
      </span>
      {there.length > 0 && (
        <button class="btn pri" disabled={adding !== null} onClick={() => goToTraining(opened)}>
          <Icon name="refresh" />
          <span>{t('batchTrain')}</span>
        </button>
      )}
    </footer>
  );
}

function describe({ label, files, known, failed, undone }: Addition): string {
  if (undone) return t('batchUndone', { n: files.length });
  return [
    files.length > 0 && t('batchAdded', { n: files.length, a: label }),
    known.length > 0 && t('batchKnown', { n: known.length }),
    failed.length > 0 && t('batchFailed', { n: failed.length, why: say(failed[0].why) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
