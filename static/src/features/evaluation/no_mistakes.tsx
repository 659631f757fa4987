/** All was right: the next test is one with harder pictures. */

import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { TestHarder } from '../inference/batch/test_harder';
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
        <TestHarder opened={opened} model={model} />
      </p>
    </section>
  );
}
