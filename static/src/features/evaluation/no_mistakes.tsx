/** All was right: the next test is one with harder pictures. */

import { Icon } from '../../components/icon';
import { loadPart } from '../../components/lazy';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToView } from '../../lib/route';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import './texts';

interface NoMistakesProps {
  opened: ProjectStore;
  /** The file of the model that was tested; '': not known. */
  model: string;
  total: number;
}

export function NoMistakes({ opened, model, total }: NoMistakesProps) {
  return (
    <section class="panel mistakes-card">
      <p class="row">
        <Icon name="ok" class="ok-text" />
        <b>{t('noMistakes')}</b>
      </p>
      <p>{t('noMistakesText', { n: total })}</p>
      <p>
        <button class="btn" onClick={() => void testHarder(opened, model)}>
          <Icon name="image" />
          <span>{t('testHarder')}</span>
        </button>
      </p>
    </section>
  );
}

/** Opens the test with many pictures for a model; where its file is gone, all models. */
async function testHarder(opened: ProjectStore, path: string): Promise<void> {
  try {
    const file = (await api.fetchModels(opened.id)).find((one) => one.path === path && !one.damaged);
    const part = await loadPart(() => import('../inference/batch/active_batch'));
    if (file) part?.openBatch(opened, file);
    else goToView(opened.id, 'models');
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
}
