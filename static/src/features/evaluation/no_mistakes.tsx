/** All was right: the next test is one with harder pictures. */

import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { TestHarder } from '../inference/batch/test_harder';
import { getListTitle, tellOfSamples } from './sample_words';
import './texts';

interface NoMistakesProps {
  opened: ProjectStore;
  /** The file of the model that was tested; '': not known. */
  model: string;
  total: number;
}

export function NoMistakes({ opened, model, total }: NoMistakesProps) {
  // Of rows and sentences no folder of pictures can be asked.
  const pictures = getListTitle() === 'titlePictures';
  return (
    <section class="panel mistakes-card">
      <p class="row">
        <Icon name="ok" class="ok-text" />
        <b>{t('noMistakes')}</b>
      </p>
      <p>{tellOfSamples(pictures ? 'noMistakesText' : 'noMistakesOther', { n: total })}</p>
      {pictures && (
        <p>
          <TestHarder opened={opened} model={model} />
        </p>
      )}
    </section>
  );
}
