/** The map of a data set in the place of the wall: pictures that look alike lie close together. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Loading } from '../../../components/feedback/loading';
import { ProgressBar } from '../../../components/feedback/progress_bar';
import { Icon } from '../../../components/icon';
import type { Dataset } from '../../../lib/dataset_types';
import { lang, t } from '../../../lib/texts';
import { getColor, getSplitName } from '../../labels/labels';
import * as calls from '../api';
import { Lightbox } from '../browser/lightbox';
import { SelectionBar } from '../editing/action_bar';
import type { DatasetStore } from '../store';
import { MapCanvas, type MapSource } from './map_canvas';
import type { MapData, MapPoint } from './map_data';
import { MapImages } from './map_images';
import { MapLegend } from './map_legend';
import { DELETED, DIM, HIDDEN, SELECTED } from './map_painter';
import '../texts';
import './texts';
import '../../../lib/common_texts';

interface ViewProps {
  store: DatasetStore;
  set: Dataset;
}

interface Hovered {
  point: MapPoint;
  x: number;
  y: number;
}

export function ImageMapView({ store, set }: ViewProps) {
  const { map, edits } = store;
  const data = map.data.value;
  const large = store.large.value;
  const drawn = data !== null && data.layouts.length > 0;
  const go = (index: number) => {
    store.rows.want(index, index);
    store.chooseAt(index);
    store.large.value = index;
  };
  // After an edit the rows come anew.
  useEffect(() => {
    if (large >= 0) store.rows.want(large, large);
  }, [store.news.value, large]);
  return (
    <>
      {edits.selection.count.value > 0 ? <SelectionBar store={store} set={set} /> : <Head store={store} data={data} />}
      {drawn ? <Stage store={store} set={set} data={data} onLarge={go} /> : <NotDrawn store={store} data={data} />}
      {drawn && <MapLegend map={map} set={set} data={data} />}
      {large >= 0 && (
        <Lightbox store={store} set={set} index={large} onGo={go} onClose={() => (store.large.value = -1)} />
      )}
    </>
  );
}

function Head({ store, data }: { store: DatasetStore; data: MapData | null }) {
  const { map } = store;
  const grouping = data?.grouping ?? 'tsne';
  const grouped = map.method.value !== 'pca';
  return (
    <header class="data-tools map-head">
      <div class="map-words">
        <h2>{t('mapTitle')}</h2>
        <p class="cap ell" title={t('mapText')}>
          {t('mapText')}
        </p>
      </div>
      <div class="row">
        {data !== null && data.layouts.length > 0 && (
          <div class="seg" role="group" aria-label={t('mapLayout')}>
            <button aria-pressed={!grouped} title={t('mapWholeText')} onClick={() => map.choose('pca')}>
              {t('mapWhole')}
            </button>
            <button aria-pressed={grouped} title={t('mapGroupsText')} onClick={() => map.choose(grouping)}>
              {t('mapGroups')}
            </button>
          </div>
        )}
        <button
          class="btn ghost ic"
          aria-label={t('mapClose')}
          title={t('mapClose')}
          onClick={() => (store.mapping.value = false)}
        >
          <Icon name="x" />
        </button>
      </div>
    </header>
  );
}

function NotDrawn({ store, data }: { store: DatasetStore; data: MapData | null }) {
  const { map } = store;
  return (
    <div class="empty wider map-empty">
      <Icon name="map" size="l" />
      {map.work.value ? (
        <Progress store={store} />
      ) : data === null ? (
        <Loading />
      ) : (
        <>
          <b>{t('mapNotDrawn')}</b>
          <p>{t('mapNotDrawnText')}</p>
          <p class="row empty-act">
            <button class="btn" disabled={!store.set.value?.pictures} onClick={() => void map.draw()}>
              {t('mapDraw')}
            </button>
          </p>
        </>
      )}
    </div>
  );
}

function Progress({ store }: { store: DatasetStore }) {
  const { method, done, total, stop } = store.map.work.value!;
  const percent = total ? Math.round((100 * done) / total) : 0;
  const placing = total > 0 && done === total;
  const words = t(placing ? (method === 'pca' ? 'mapPlacing' : 'mapGrouping') : 'mapLooking');
  return (
    <div class="map-progress" role="status">
      <b>{words}</b>
      <ProgressBar label={words} percent={placing ? null : percent} />
      <p class="row">
        <span class="grow num cap">{total && !placing ? t('doneOf', { n: done, m: total }) : ''}</span>
        <button class="btn" onClick={stop}>
          {t('cancel')}
        </button>
      </p>
    </div>
  );
}

function Stage({ store, set, data, onLarge }: ViewProps & { data: MapData; onLarge(index: number): void }) {
  const { map } = store;
  const { selection } = store.edits;
  const frame = useRef<HTMLDivElement>(null);
  const island = useRef<MapCanvas | null>(null);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [focused, setFocused] = useState(-1);
  const [moving, setMoving] = useState(false);
  const now = useRef({ data, moving, onLarge });
  now.current = { data, moving, onLarge };
  useLayoutEffect(() => {
    const getPoint = (at: number) => now.current.data.points[at];
    const choose = (at: number) => {
      setFocused(at);
      store.choose(getPoint(at).path);
    };
    const source: MapSource = {
      onPoint: choose,
      onOpen: (at) => {
        choose(at);
        now.current.onLarge(getPoint(at).at);
      },
      onToggle: (at) => {
        setFocused(at);
        selection.toggleRow(getPoint(at));
      },
      onLoop: (points) => points.length && selection.addRows(points.map(getPoint)),
      onEmpty: () => selection.clear(),
      onSelectAll: () => {
        const hidden = map.hidden.peek();
        selection.addRows(now.current.data.points.filter((one) => !one.deleted && !hidden.has(one.labels[0] ?? '')));
      },
      onHover: (at, x, y) => setHovered(at < 0 ? null : { point: getPoint(at), x, y }),
      isSelecting: () => selection.isOn(),
      isMoving: () => now.current.moving,
    };
    const mine = (island.current = new MapCanvas(frame.current!, source));
    return () => mine.dispose();
  }, [store, selection, map]);
  const places = data.places[map.method.value] ?? data.places[data.layouts[0]]!;
  useLayoutEffect(() => {
    const images = new MapImages(
      data,
      (sheet, drawing) => calls.makeMapSheetUrl(store.opened.id, set.name, sheet, drawing),
      (path) => calls.makeThumbnailUrl(store.opened.id, set.name, path),
      () => island.current?.refresh({}),
    );
    const paper = getComputedStyle(frame.current!).getPropertyValue('--canvas').trim();
    island.current!.show(data, places, { images, paper, ...describeLook(store, set, data) });
  }, [data, places, set.name]);
  const chosen = selection.chosen.value;
  useLayoutEffect(() => {
    island.current!.refresh(describeLook(store, set, data));
    if (chosen.whole || chosen.rows.size > 1) store.side.value = 'picture';
  }, [chosen, map.hidden.value, map.lit.value, map.news.value, set.classes]);
  const point = data.points[focused];
  const selected = store.edits.listSelectedRows();
  return (
    <div class="map-stage">
      <div
        class={`map-frame ${moving ? 'moves' : ''}`}
        ref={frame}
        role="listbox"
        tabIndex={0}
        aria-label={t('mapOf', { name: set.name })}
        aria-multiselectable
        aria-activedescendant={point ? 'map-point' : undefined}
        data-shown={map.method.value}
      />
      {point && (
        <span class="sr" role="listbox" aria-label={t('mapOf', { name: set.name })}>
          <span id="map-point" role="option" aria-selected={selection.has(point.path)}>
            {describePoint(point)}
          </span>
        </span>
      )}
      {hovered && <HoverCard store={store} set={set} hovered={hovered} />}
      <div class="map-float map-tools seg" role="group" aria-label={t('mapTools')} key={lang.value}>
        <button aria-pressed={!moving} onClick={() => setMoving(false)}>
          <Icon name="lasso" size="s" />
          {t('mapLasso')}
        </button>
        <button aria-pressed={moving} onClick={() => setMoving(true)}>
          <Icon name="hand" size="s" />
          {t('mapMove')}
        </button>
      </div>
      {map.work.value ? (
        <div class="map-float map-note">
          <Progress store={store} />
        </div>
      ) : (
        data.missing > 0 && (
          <div class="map-float map-note row">
            <span class="cap">{t('mapMissing', { n: data.missing })}</span>
            <button class="btn" onClick={() => void map.draw()}>
              {t('mapAgain')}
            </button>
          </div>
        )
      )}
      {selection.count.value > 0 && (
        <button
          class="btn map-float map-to-wall"
          onClick={() =>
            store.showWallAt(
              (selected as MapPoint[]).reduce(
                (least, one) => Math.min(least, one.at ?? one.n),
                Number.POSITIVE_INFINITY,
              ),
            )
          }
        >
          <Icon name="grid" />
          <span>{t('mapToWall')}</span>
        </button>
      )}
      <p class="map-float map-tips cap">{t(matchMedia('(pointer: coarse)').matches ? 'mapTipsTouch' : 'mapTips')}</p>
      <div class="map-float map-zoom" role="group">
        <button
          class="btn ic"
          aria-label={t('mapFarther')}
          title={t('mapFarther')}
          onClick={() => island.current?.zoom(-1)}
        >
          <Icon name="zoomOut" />
        </button>
        <button class="btn ic" aria-label={t('mapFit')} title={t('mapFit')} onClick={() => island.current?.fit()}>
          <Icon name="maximize" />
        </button>
        <button
          class="btn ic"
          aria-label={t('mapNearer')}
          title={t('mapNearer')}
          onClick={() => island.current?.zoom(1)}
        >
          <Icon name="zoomIn" />
        </button>
      </div>
    </div>
  );
}

function HoverCard({ store, set, hovered: { point, x, y } }: ViewProps & { hovered: Hovered }) {
  return (
    <div class={`map-hover ${y < 240 ? 'below' : ''}`} style={{ left: `${x}px`, top: `${y}px` }} aria-hidden="true">
      <img src={calls.makeThumbnailUrl(store.opened.id, set.name, point.path)} alt="" />
      <p class="row">
        <span class="map-hover-color" style={{ background: getColor(set, point.labels[0] ?? '') }} />
        <b class="ell grow">{point.labels.join(', ') || t('noLabel')}</b>
        <span class="cap">{getSplitName(point.split)}</span>
      </p>
    </div>
  );
}

const describePoint = (point: MapPoint) =>
  t('mapPoint', {
    label: point.labels.join(', ') || t('noLabel'),
    part: getSplitName(point.split),
    name: point.path.split('/').at(-1) ?? '',
  });

/** What is known of each point, and its color. */
function describeLook(store: DatasetStore, set: Dataset, { points }: MapData) {
  const { hidden, lit } = store.map;
  const [dark, bright] = [hidden.peek(), lit.peek()];
  const { selection } = store.edits;
  const any = selection.isOn();
  const palette: string[] = [];
  const numbers = new Map<string, number>();
  const flags = new Uint8Array(points.length);
  const colors = new Uint8Array(points.length);
  points.forEach(({ labels, path, deleted }, at) => {
    const label = labels[0] ?? '';
    let number = numbers.get(label);
    if (number === undefined) {
      const color = getColor(set, label);
      if (!palette.includes(color)) palette.push(color);
      numbers.set(label, (number = palette.indexOf(color)));
    }
    colors[at] = number;
    flags[at] =
      (dark.has(label) ? HIDDEN : 0) |
      (deleted ? DELETED : 0) |
      (any && !deleted && selection.has(path) ? SELECTED : 0) |
      (bright !== null && bright !== label ? DIM : 0);
  });
  return { flags, colors, palette };
}
