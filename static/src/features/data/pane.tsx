/** The right side: the check, the chosen picture, or the numbers of the whole data set. */

import { useEffect } from 'preact/hooks';
import { Tabs } from '../../components/tabs';
import type { Dataset } from '../../lib/dataset_types';
import { type Key, t } from '../../lib/texts';
import { SamplePanel } from './browser/thumbnail';
import { CheckPanel } from './check';
import { SelectedPanel } from './editing/selected_panel';
import { StatisticsPanel } from './statistics';
import type { DatasetStore, Side } from './store';
import './texts';

/** What one does when a finding was mended: the next one, then to train. */
const AFTER_MENDING = '.data-mend .btn.pri, .data-next .btn.pri, .suspects-row .btn, .btn';
const SIDES: Record<Side, Key> = { check: 'doctor', picture: 'onePicture', numbers: 'distribution' };

export function SidePanel({ store, set }: { store: DatasetStore; set: Dataset }) {
  const side = store.side.value;
  useEffect(() => {
    if (side === 'numbers' && !store.numbers.peek()) void store.loadNumbers();
  }, [store, side, set.name]);
  return (
    <aside class="data-side" aria-label={t(SIDES[side])}>
      <Tabs
        all={SIDES}
        chosen={side}
        label={t('aboutThem')}
        prefix="data"
        panel="data-side"
        class="data-tabs"
        onChoose={(one) => (store.side.value = one)}
      />
      <div
        class="data-side-panel"
        id="data-side"
        role="tabpanel"
        aria-label={t(SIDES[side])}
        data-focus-next={AFTER_MENDING}
      >
        {side === 'check' && <CheckPanel store={store} set={set} />}
        {side === 'picture' &&
          (store.edits.selection.count.value > 1 ? (
            <SelectedPanel store={store} />
          ) : (
            <SamplePanel store={store} set={set} />
          ))}
        {side === 'numbers' && <StatisticsPanel store={store} />}
      </div>
    </aside>
  );
}
