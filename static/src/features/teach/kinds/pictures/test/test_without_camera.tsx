/** The test where there is no camera: new pictures of each class from files, or drawn. */

import { Icon } from '../../../../../components/icon';
import { t } from '../../../../../lib/texts';
import type { ClassRow } from '../../../api';
import { PictureTools } from '../../../picture_tools';
import { countTraining } from '../../../taught_store';
import type { TeachStore } from '../teach_store';
import { TEST_PICTURES } from './test_session';
import '../../../texts';
import '../../../../../lib/common_texts';

interface WithoutProps {
  store: TeachStore;
  classes: ClassRow[];
  filled: boolean;
}

export function TestWithoutCamera({ store, classes, filled }: WithoutProps) {
  const tested = classes.filter(countTraining);
  return (
    <>
      <p class="cap">{t('teachTestFiles', { n: TEST_PICTURES })}</p>
      <ul class="teach-slots">
        {tested.map((row) => (
          <li key={row.name} class="row">
            <span class="ell grow" title={row.name}>
              {row.name}
            </span>
            <span class="cap num">
              <span aria-hidden="true">{t('teachOfTest', { n: row.tests, m: TEST_PICTURES })}</span>
              <span class="sr">{t('pictureCount', { n: row.tests })}</span>
            </span>
            <PictureTools of={row.name} onPictures={(pictures) => void store.addPictures(row.name, pictures, 'test')} />
          </li>
        ))}
      </ul>
      <button
        class={`btn big wide ${filled ? 'pri' : ''}`}
        disabled={store.opened.run.busy.value || store.test.asking.value || !tested.every((row) => row.tests)}
        onClick={() => void store.test.run()}
      >
        <Icon name="clipboard" />
        <span>{t('teachTestRun')}</span>
      </button>
    </>
  );
}
