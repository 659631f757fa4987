/** The way from a test without a mistake to one with harder pictures. */

import { Icon } from '../../../components/icon';
import { loadPart } from '../../../components/lazy';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import { goToView } from '../../../lib/route';
import { say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import '../../../lib/common_texts';

interface TestHarderProps {
  opened: ProjectStore;
  /** The file of the model that was tested; '': not known. */
  model: string;
}

export function TestHarder({ opened, model }: TestHarderProps) {
  return (
    <button class="btn" onClick={() => void testHarder(opened, model)}>
      <Icon name="image" />
      <span>{t('testHarder')}</span>
    </button>
  );
}

/** Opens the test with many pictures for a model; where its file is gone, all models. */
async function testHarder(opened: ProjectStore, path: string): Promise<void> {
  try {
    const file = (await api.fetchModels(opened.id)).find((one) => one.path === path && !one.damaged);
    const part = await loadPart(() => import('./active_batch'));
    if (file) await part?.openBatch(opened, file);
    if (!file) goToView(opened.id, 'models');
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
}
