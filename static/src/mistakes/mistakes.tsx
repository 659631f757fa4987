/** The book of mistakes. */

import type { Opened } from '../state/opened';
import { t } from '../texts';

export function MistakesView({ opened }: { opened: Opened }) {
  return <div class="page" data-project={opened.id}><h1>{t('viewMistakes')}</h1></div>;
}
