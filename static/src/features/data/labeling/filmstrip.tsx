/** The strip under the picture: how much is done, in which order, and the pictures themselves. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { SmallImage } from '../../../components/small_image';
import { type Key, t } from '../../../lib/texts';
import * as dataCalls from '../api';
import type { LabelingStore } from './state/labeling_store';
import type { ListedPicture, Order } from './state/labeling_types';
import { getNextStep } from './state/next_step';
import './texts';

/** A picture and the gap after it. */
const STEP = 88;
/** Asked for beyond both ends of what is seen. */
const BEYOND = 20;

const ORDERS: Record<Order, Key> = {
  todo: 'labelOrderTodo',
  uncertain: 'labelOrderUncertain',
  name: 'labelOrderName',
};

export function Filmstrip({ store }: { store: LabelingStore }) {
  const { list } = store;
  const done = list.labeled.value;
  const total = list.total.value;
  return (
    <footer class="label-strip">
      <div class="label-progress">
        <p class="row">
          <b class="grow num">{t('labelDone', { n: done })}</b>
          <span class="cap num">{t('labelOf', { m: total })}</span>
        </p>
        <span class="bar">
          <i style={{ width: `${total ? (100 * done) / total : 0}%` }} />
        </span>
        <select
          class="label-order"
          aria-label={t('labelOrder')}
          value={list.order.value}
          onChange={(event) => void reorder(store, event.currentTarget.value as Order)}
        >
          {(['todo', ...(list.proposed.value ? ['uncertain' as const] : []), 'name'] as Order[]).map((order) => (
            <option key={order} value={order}>
              {t(ORDERS[order])}
            </option>
          ))}
        </select>
      </div>
      <FilmstripPictures store={store} now={store.index.value} onOpen={(path) => void store.open(path)} />
      <button class={`btn label-next ${getNextStep(store) === 'next' ? 'pri' : ''}`} onClick={() => void store.next()}>
        <span>{t('labelNext')}</span>
        <Icon name="chevronRight" />
      </button>
    </footer>
  );
}

async function reorder(store: LabelingStore, order: Order): Promise<void> {
  await store.list.load(order);
  const path = store.picture.peek()?.path;
  store.index.value = path ? await store.list.find(path) : -1;
}

interface PicturesProps {
  store: LabelingStore;
  /** The place of the picture that is shown; -1: none is. */
  now: number;
  onOpen(path: string): void;
}

export function FilmstripPictures({ store, now, onOpen }: PicturesProps) {
  const { list } = store;
  const root = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ left: 0, width: 1_000 });
  const index = store.index.value;
  const total = list.total.value;
  list.news.value;
  useLayoutEffect(() => {
    const strip = root.current!;
    const look = () => setSeen({ left: strip.scrollLeft, width: strip.clientWidth });
    const watch = new ResizeObserver(look);
    watch.observe(strip);
    strip.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      strip.removeEventListener('scroll', look);
    };
  }, []);
  useLayoutEffect(() => {
    const strip = root.current!;
    const left = index * STEP;
    if (index < 0 || (left >= strip.scrollLeft + STEP && left + 2 * STEP <= strip.scrollLeft + strip.clientWidth))
      return;
    strip.scrollLeft = Math.max(0, left - Math.min(3 * STEP, strip.clientWidth / 2));
  }, [index, total]);
  const first = Math.max(0, Math.floor(seen.left / STEP));
  const last = Math.min(total - 1, Math.ceil((seen.left + seen.width) / STEP) - 1);
  useEffect(() => list.want(first - BEYOND, last + BEYOND), [first, last, list.news.value]);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return (
    <div class="label-pictures" ref={root} role="group" aria-label={t('labelStrip')}>
      <div style={{ width: `${total * STEP}px` }}>
        {rows.map((at) => (
          <Tile key={at} store={store} row={list.get(at)} at={at} now={at === now} onOpen={onOpen} />
        ))}
      </div>
    </div>
  );
}

interface TileProps {
  store: LabelingStore;
  row: ListedPicture | undefined;
  at: number;
  now: boolean;
  onOpen(path: string): void;
}

function Tile({ store, row, at, now, onOpen }: TileProps) {
  if (!row) return <span class="label-tile" style={{ left: `${at * STEP}px` }} />;
  const state = row.labeled ? 'labelStateDone' : row.proposals ? 'labelStateProposed' : 'labelStateTodo';
  return (
    <button
      class={`label-tile ${row.labeled ? 'done' : ''}`}
      style={{ left: `${at * STEP}px` }}
      aria-current={now ? 'true' : undefined}
      aria-label={t('labelPicture', { m: at + 1, state: t(state) })}
      title={row.path}
      onClick={() => onOpen(row.path)}
    >
      <SmallImage address={dataCalls.makeThumbnailUrl(store.project, store.set, row.path)} eager />
      {/* What is being painted changes with every stroke; its small picture shows it once it is left. */}
      {row.labeled && !now && store.task.value === 'semantic' && (
        <img class="label-veil" src={dataCalls.makeMaskUrl(store.project, store.set, row.path)} alt="" />
      )}
      {now ? (
        <i class="now">
          <Icon name="pencil" size="s" />
        </i>
      ) : (
        row.labeled && (
          <i>
            <Icon name="check" size="s" />
          </i>
        )
      )}
    </button>
  );
}
