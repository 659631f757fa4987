/** A whole picture in a window, with its marks; arrows go to its neighbors on the wall. */

import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Loading } from '../../../components/feedback/loading';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { PictureActions } from '../editing/picture_actions';
import { LabelingLink } from '../labeling_link';
import type { DatasetStore } from '../store';
import { SampleDetails, Thumbnail } from './thumbnail';
import '../texts';
import '../../../lib/common_texts';

interface LightboxProps {
  store: DatasetStore;
  set: Dataset;
  /** Its place on the wall. */
  index: number;
  onGo(index: number): void;
  onClose(): void;
}

export function Lightbox({ store, set, index, onGo, onClose }: LightboxProps) {
  const [marks, setMarks] = useState(true);
  const total = store.total.value ?? 0;
  const row = store.rows.get(index);
  useEffect(() => {
    if (row && store.chosen.peek() !== row.path) store.choose(row.path);
  }, [row?.path]);
  const go = (step: number) => index + step >= 0 && index + step < total && onGo(index + step);
  useKeyDown((event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) go(step);
  });
  // The last one was deleted.
  useEffect(() => {
    if (store.total.value !== null && index >= store.total.value) store.total.value ? onGo(index - 1) : onClose();
  }, [store.total.value]);
  const picture = store.picture.value;
  const there = picture && row && picture.path === row.path ? picture : null;
  const has = there && (there.things.length > 0 || there.mask);
  return (
    <Dialog title={t('pictureOf', { n: index + 1, m: total })} class="data-large" onClose={onClose}>
      <div class="data-large-inside">
        <div class="data-large-photo">
          {there ? <Thumbnail store={store} set={set} picture={there} marks={marks} size="whole" /> : <Loading />}
        </div>
        <div class="data-large-side">
          {there && <SampleDetails set={set} picture={there} />}
          {there && !store.filter.value.deleted && (
            <LabelingLink store={store} set={set} path={there.path} onGo={() => (store.large.value = -1)} />
          )}
          {there && store.edits.canEdit() && <PictureActions store={store} set={set} picture={there} />}
          <span class="grow" />
          {has && (
            <button class="btn" aria-pressed={marks} onClick={() => setMarks(!marks)}>
              {t(marks ? 'hideMarks' : 'showMarks')}
            </button>
          )}
          <div class="row">
            <button class="btn" disabled={index <= 0} onClick={() => go(-1)}>
              <Icon name="chevronLeft" />
              <span>{t('pictureBefore')}</span>
            </button>
            {/** biome-ignore lint/a11y/noAutofocus: a dialog that opens moves the focus into itself */}
            <button class="btn" autoFocus disabled={index >= total - 1} onClick={() => go(1)}>
              <span>{t('pictureAfter')}</span>
              <Icon name="chevronRight" />
            </button>
          </div>
        </div>
      </div>
    </Dialog>
  );
}
