/** In the doctor's list: two classes that are hardly told apart, with the pictures that are taken for the other's. */

import { Icon } from '../../../components/icon';
import { SmallImage } from '../../../components/small_image';
import { t } from '../../../lib/texts';
import * as calls from '../api';
import type { DatasetStore } from '../store';
import type { Lookalikes } from './suspect';
import '../texts';
import './texts';
import '../../../lib/common_texts';

const SHOWN = 5;

export function LookalikeRows({ store }: { store: DatasetStore }) {
  return (
    <>
      {store.suspects.lookalikes.value.map((pair) => (
        <Pair key={`${pair.first}/${pair.second}`} store={store} pair={pair} />
      ))}
    </>
  );
}

function Pair({ store, pair }: { store: DatasetStore; pair: Lookalikes }) {
  const { first, second, confused, pictures, examples } = pair;
  const merge = () =>
    void store.edits.edit({ kind: 'relabel', label: first }, { where: { label: second }, except: [] });
  return (
    <section class="suspects-row">
      <Icon name="warning" class="warn-text" />
      <div class="data-finding">
        <p>
          <b>{t('lookalikes', { label: first, other: second, n: confused, m: pictures })}</b>
        </p>
        <p class="cap">{t('lookalikesText')}</p>
        <p class="data-few">
          {examples.slice(0, SHOWN).map((path) => (
            <button
              key={path}
              class="data-small"
              aria-label={t('showPicture', { name: path })}
              title={path}
              onClick={() => store.choose(path)}
            >
              <SmallImage address={calls.makeThumbnailUrl(store.opened.id, store.name.value ?? '', path)} />
            </button>
          ))}
        </p>
        <p class="row data-mend">
          <button class="btn" onClick={merge}>
            {t('lookalikesMerge', { label: first })}
          </button>
        </p>
      </div>
    </section>
  );
}
