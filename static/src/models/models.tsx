/** The model files of a project, and the shelf. */

import type { Opened } from '../state/opened';
import { t } from '../texts';

export function ModelsView({ opened }: { opened: Opened }) {
  return <div class="page" data-project={opened.id}><h1>{t('viewModels')}</h1></div>;
}
