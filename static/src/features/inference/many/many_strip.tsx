/** Under the grid: what was added last, how it is taken back, and what comes next. */

import { Icon } from '../../../components/icon';
import { say, t } from '../../../lib/texts';
import { goToTraining } from '../../evaluation/lab/next_places';
import type { Many } from './open_many';
import type { Addition } from './target_store';
import './texts';

export function ManyStrip({ opened, targets }: Pick<Many, 'opened' | 'targets'>) {
  const acts = targets.acts.value;
  const adding = targets.adding.value;
  const last = acts.at(-1);
  const there = acts.filter((one) => !one.undone && one.files.length > 0);
  const trouble = targets.trouble.value;
  return (
    <footer class="row many-strip">
      <button
        class="btn"
        disabled={!there.length || adding !== null}
        title="Ctrl+Z"
        onClick={() => void targets.undo()}
      >
        <Icon name="undo" />
        <span>{t('manyUndo')}</span>
      </button>
      <span class="grow ell" role="status">
        {adding
          ? t('manyAdding', { n: adding.done, m: adding.total })
          : trouble
            ? say(trouble)
            : last
              ? describe(last)
              : t('manyNotAdded')}
      </span>
      {there.length > 0 && (
        <button class="btn pri" disabled={adding !== null} onClick={() => goToTraining(opened)}>
          <Icon name="refresh" />
          <span>{t('manyTrain')}</span>
        </button>
      )}
    </footer>
  );
}

function describe({ label, files, known, failed, undone }: Addition): string {
  if (undone) return t('manyUndone', { n: files.length });
  return [
    files.length > 0 && t('manyAdded', { n: files.length, a: label }),
    known.length > 0 && t('manyKnown', { n: known.length }),
    failed.length > 0 && t('manyFailed', { n: failed.length, why: say(failed[0].why) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
