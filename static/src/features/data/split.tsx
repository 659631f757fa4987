/** Divides the pictures into training, validation and test. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import type { Dataset } from '../../lib/dataset_types';
import { t } from '../../lib/texts';
import { getSplitName, SPLITS } from '../labels/labels';
import * as calls from './api';
import type { DatasetStore } from './store';
import './texts';
import '../../lib/common_texts';

const USUAL = ['8:1:1', '7:2:1', '6:2:2'];
const WHY = { train: 'whyTrain', val: 'whyVal', test: 'whyTest' } as const;

export function SplitDialog({ store, set, onClose }: { store: DatasetStore; set: Dataset; onClose(): void }) {
  const [ratio, setRatio] = useState(USUAL[0]);
  const [seed, setSeed] = useState('1');
  const [lock, setLock] = useState(set.locked);
  const [busy, setBusy] = useState(false);
  const shares = getShares(ratio);
  const sum = shares.reduce((all, one) => all + one, 0);
  const sound = sum > 0 && shares[0] > 0 && /^\d{1,9}$/.test(seed);
  const divide = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const done = await store.change(
      () => calls.splitDataset(store.opened.id, set.name, shares.join(':'), Number(seed), lock),
      () => set.name,
    );
    setBusy(false);
    if (!done) return;
    await store.reload();
    onClose();
  };
  return (
    <Dialog title={t('divideTitle', { name: set.name })} onClose={onClose}>
      <form class="data-form" onSubmit={(event) => void divide(event)}>
        <div class="row data-usual">
          <div class="seg" role="group" aria-label={t('ratio')}>
            {USUAL.map((one) => (
              <button key={one} type="button" aria-pressed={ratio === one} onClick={() => setRatio(one)}>
                {one.replaceAll(':', ' : ')}
              </button>
            ))}
          </div>
        </div>
        <ul class="data-shares">
          {SPLITS.map((split, at) => (
            <li key={split}>
              <label>
                <b>{getSplitName(split)}</b>
                <input
                  type="text"
                  inputMode="numeric"
                  value={String(shares[at])}
                  aria-label={t('shareOf', { name: getSplitName(split) })}
                  onInput={(event) =>
                    setRatio(
                      shares.with(at, Number(event.currentTarget.value.replace(/\D/g, '').slice(0, 4))).join(':'),
                    )
                  }
                />
              </label>
              <span class="num">
                {sum ? t('aboutPictures', { n: Math.round((set.pictures * shares[at]) / sum) }) : '–'}
              </span>
              <span class="cap">{t(WHY[split])}</span>
            </li>
          ))}
        </ul>
        <p class="cap">{t('keptTogether')}</p>
        <label class="row data-check">
          <input
            type="checkbox"
            checked={lock}
            disabled={set.locked}
            onChange={(event) => setLock(event.currentTarget.checked)}
          />
          <Icon name="lock" size="s" />
          <span>{t(set.locked ? 'lockedAlready' : 'lockTest')}</span>
        </label>
        <label class="row data-seed">
          <span class="grow">
            {t('seed')}
            <br />
            <span class="cap">{t('seedText')}</span>
          </span>
          <input type="text" inputMode="numeric" value={seed} onInput={(event) => setSeed(event.currentTarget.value)} />
        </label>
        <div class="row dialog-foot">
          <button type="button" class="btn" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" class="btn pri" disabled={!sound || busy}>
            {t(busy ? 'dividing' : 'divideNow')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function getShares(ratio: string): number[] {
  return ratio.split(':').map(Number);
}
