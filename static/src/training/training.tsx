/** The runs of a project: their curves side by side, what they were trained with, what came of them. */

import type { Opened } from '../state/opened';
import { t } from '../texts';

export function TrainingView({ opened }: { opened: Opened }) {
  return <div class="page" data-project={opened.id}><h1>{t('viewTraining')}</h1></div>;
}
