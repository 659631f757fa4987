/** The wall: all pictures that fit the filter. The grid draws itself; here it is mounted and told what is new. */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { drawOverlay } from '../../../components/grid/hover_tile';
import { type TileParts, VirtualGrid } from '../../../components/grid/virtual_grid';
import { Icon } from '../../../components/icon';
import type { Dataset, PictureRow } from '../../../lib/dataset_types';
import { lang, t } from '../../../lib/texts';
import { getSplitName, hasLocations, isNarrowed } from '../../labels/labels';
import * as calls from '../api';
import { EmptiedClass, EmptyBin } from '../editing/action_bar';
import type { DatasetStore } from '../store';
import { AnnotationThumbnail } from './annotation_overlay';
import { Lightbox } from './lightbox';
import { ImportMenu } from './toolbar';
import '../texts';
import '../../../lib/common_texts';

/** Pixels of a tile at least, where boxes are drawn on it: its thumbnail is as large. */
const ROOMY = 128;

export function GridView({ store, set }: { store: DatasetStore; set: Dataset }) {
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<VirtualGrid<PictureRow> | null>(null);
  const places = hasLocations(set);
  const editable = store.edits.canEdit();
  const now = useRef(set);
  now.current = set;
  const large = store.large.value;
  useLayoutEffect(() => {
    const mine = (grid.current = new VirtualGrid(
      frame.current!,
      {
        total: () => store.rows.total ?? 0,
        row: (index) => store.rows.get(index),
        want: (from, to) => store.rows.want(from, to),
        thumb: (path) => calls.makeThumbnailUrl(store.opened.id, set.name, path),
        says: describeSample,
        dress: (face, row) => renderTile(face, row, now.current, store),
        onChoose: (index) => store.chooseAt(index),
        onOpen: (index) => (store.large.value = index),
        selection: editable ? store.edits.selection : null,
      },
      places ? ROOMY : undefined,
    ));
    return () => mine.dispose();
  }, [store, set.name, places, editable]);
  useScrollPosition(store, grid);
  useLayoutEffect(() => grid.current?.refresh(), [store.news.value, store.graveMarks.value, lang.value]);
  useEffect(() => grid.current?.choose(store.chosen.value), [store.chosen.value]);
  const selected = store.edits.selection.chosen.value;
  const ticked = useRef<string | null>(null);
  useEffect(() => {
    grid.current?.showSelection();
    // The picture beside the wall is the one that is ticked; none, once it is not.
    const only = !selected.whole && selected.rows.size === 1 ? [...selected.rows.keys()][0] : null;
    if (only !== null) store.choose(only);
    else if (ticked.current !== null && ticked.current === store.chosen.peek() && store.large.peek() < 0)
      store.choose(null);
    ticked.current = only;
    // What is done with them is said beside them.
    if (selected.whole || selected.rows.size > 1) store.side.value = 'picture';
  }, [selected]);
  useEffect(() => {
    if (store.sought < 0) return;
    grid.current?.goTo(store.sought, false);
    store.sought = -1;
  }, []);
  const total = store.total.value;
  const go = (index: number) => {
    grid.current?.goTo(index, false);
    store.chooseAt(index);
    store.large.value = index;
  };
  return (
    <>
      <div
        class={`data-wall ${places ? 'whole' : ''}`}
        ref={frame}
        {...(total === 0 ? { role: 'group' } : { role: 'listbox', 'aria-multiselectable': editable || undefined })}
        {...{ 'aria-label': t('wallOf', { name: set.name }) }}
        tabIndex={-1}
        onScroll={(event) => (store.scrolled = event.currentTarget.scrollTop)}
      >
        {total === null && set.coming && (
          <p class="loading" aria-hidden="true">
            {t('beingRead')}
          </p>
        )}
        {total === 0 && <Nothing store={store} />}
      </div>
      <span class="sr" role="status">
        {total === null ? t('viewWait') : t('pictureCount', { n: total })}
      </span>
      {large >= 0 && (
        <Lightbox store={store} set={set} index={large} onGo={go} onClose={() => (store.large.value = -1)} />
      )}
    </>
  );
}

/** A wall that comes back stands where it was; one of other pictures at its top. */
function useScrollPosition(store: DatasetStore, grid: { current: VirtualGrid<PictureRow> | null }): void {
  const before = useRef<number | null>(null);
  const begun = store.begun.value;
  useLayoutEffect(() => {
    grid.current?.scrollTo(before.current === null ? store.scrolled : 0);
    before.current = begun;
  }, [begun]);
}

function renderTile(
  face: TileParts,
  { labels, marks, things, w, h, leaving }: PictureRow,
  set: Dataset,
  store: DatasetStore,
): void {
  const { label, mark } = face;
  label.textContent = shortenLabels(labels);
  face.element.classList.toggle('leaving', leaving === true);
  mark.hidden = !marks.length;
  mark.classList.toggle(
    'bad',
    store.graveMarks.peek().some((key) => marks.includes(key)),
  );
  drawOverlay(
    face,
    w ?? 0,
    h ?? 0,
    things.length ? <AnnotationThumbnail set={set} things={things} label={store.filter.peek().label} /> : null,
  );
}

const shortenLabels = (labels: string[]) =>
  labels.length > 1 ? `${labels[0]} +${labels.length - 1}` : (labels[0] ?? '');

/** Begins with what is seen on the tile. */
function describeSample(row: PictureRow): string {
  const found = row.marks.length ? t('findingCount', { n: row.marks.length }) : '';
  const all = row.labels.length > 1 ? `${shortenLabels(row.labels)} (${row.labels.join(', ')})` : row.labels[0];
  return [all ?? t('noLabel'), getSplitName(row.split), found, row.path.split('/').at(-1)].filter(Boolean).join(', ');
}

function Nothing({ store }: { store: DatasetStore }) {
  const narrowed = isNarrowed(store.filter.value);
  if (store.filter.value.deleted) return <EmptyBin store={store} />;
  const { label, ...others } = store.filter.value;
  if (label !== undefined && !isNarrowed(others)) return <EmptiedClass store={store} label={label} />;
  return (
    <div class="empty">
      <Icon name={narrowed ? 'filter' : 'image'} size="l" />
      <b>{t(narrowed ? 'noneFits' : 'noPicturesYet')}</b>
      <p>{t(narrowed ? 'noneFitsText' : 'noPicturesText')}</p>
      <p class="row empty-act">
        {narrowed ? (
          <button class="btn pri" onClick={() => store.showAll()}>
            {t('allPictures')}
          </button>
        ) : (
          <button class="btn pri" onClick={() => (store.collecting.value = true)}>
            <Icon name="camera" />
            <span>{t('collect')}</span>
          </button>
        )}
        {!narrowed && <ImportMenu store={store} label={t('importHere')} />}
      </p>
    </div>
  );
}
