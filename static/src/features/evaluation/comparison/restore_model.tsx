/** Back to the last model, where the new one got worse; and forward again. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import { describeError } from '../../../lib/api';
import { say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { restoreModels } from './api';
import './texts';
import '../../../lib/common_texts';

interface RestoreModelProps {
  opened: ProjectStore;
  /** The runs of the test before and of this one. */
  before: string;
  after: string;
}

export function RestoreModel({ opened, before, after }: RestoreModelProps) {
  const [restored, setRestored] = useState(false);
  const [busy, setBusy] = useState(false);
  const swap = async (run: string, replaced: string) => {
    setBusy(true);
    try {
      await restoreModels(opened.id, run, replaced);
      setRestored(run === before);
      await opened.loadChoices();
    } catch (error) {
      showToast(say(describeError(error)));
    }
    setBusy(false);
  };
  if (!restored)
    return (
      <button class="btn pri grow" disabled={busy || opened.run.busy.value} onClick={() => void swap(before, after)}>
        <Icon name="reset" />
        <span>{t('backToLast')}</span>
      </button>
    );
  return (
    <p class="row grow" role="status">
      <span class="pill good grow">
        <Icon name="check" size="s" />
        <span>{t('backDone')}</span>
      </span>
      <button class="btn" disabled={busy || opened.run.busy.value} onClick={() => void swap(after, before)}>
        {t('undo')}
      </button>
    </p>
  );
}
