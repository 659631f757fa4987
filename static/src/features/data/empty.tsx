/** A project without pictures: three ways to come by some. */

import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import type { Dataset } from '../../lib/dataset_types';
import { makeUrl } from '../../lib/route';
import { say, t } from '../../lib/texts';
import { ImportMenu } from './browser/toolbar';
import { listDataKinds } from './data_kinds';
import { NewDatasetDialog } from './new_dataset';
import type { DatasetStore } from './store';
import './texts';

export function NoDatasets({ store, sets }: { store: DatasetStore; sets: Dataset[] }) {
  const [naming, setNaming] = useState(false);
  return (
    <div class="page">
      <div class="data-empty">
        <h1>{t('emptyData')}</h1>
        <p class="lead mut">{t('emptyDataText')}</p>
        <div class="data-ways">
          <section class="panel data-way">
            <Icon name="camera" size="l" />
            <h2>{t('wayCamera')}</h2>
            <p>{t('wayCameraText')}</p>
            <button class="btn pri" onClick={() => setNaming(true)}>
              <Icon name="camera" />
              <span>{t('collect')}</span>
            </button>
          </section>
          <section class="panel data-way">
            <Icon name="folder" size="l" />
            <h2>{t('wayFiles')}</h2>
            <p>{t('wayFilesText')}</p>
            <p class="data-sample-list">
              <ImportMenu store={store} direct />
            </p>
          </section>
          <section class="panel data-way">
            <Icon name="shelf" size="l" />
            <h2>{t('waySample')}</h2>
            <p>{t('waySampleText')}</p>
            <p class="data-sample-list">
              {[...sets, ...store.others.value]
                .filter((one) => one.builtin)
                .map((one) => (
                  <a key={one.name} class="btn" href={makeUrl(store.opened.id, 'data', one.name)}>
                    {say(one.title)}
                  </a>
                ))}
            </p>
          </section>
        </div>
        {listDataKinds().map(({ Way }, number) => Way && <Way key={number} opened={store.opened} />)}
      </div>
      {naming && <NewDatasetDialog store={store} collect onClose={() => setNaming(false)} />}
    </div>
  );
}
