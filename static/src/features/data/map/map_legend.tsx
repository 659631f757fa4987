/** The classes of the map with their colors: each can be hidden, and stands out while it is pointed at. */

import { ColorDot } from '../../../components/color_dot';
import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getColor } from '../../labels/labels';
import type { MapData } from './map_data';
import type { MapStore } from './map_store';
import '../texts';
import './texts';

export function MapLegend({ map, set, data }: { map: MapStore; set: Dataset; data: MapData }) {
  const hidden = map.hidden.value;
  const counts = countClasses(data, map.news.value);
  const names = [...set.classes.map((one) => one.name), ''].filter((name) => name || counts.has(''));
  return (
    <div class="map-legend" role="group" aria-label={t('mapLegend')}>
      {names.map((name) => (
        <button
          key={name}
          class="map-class"
          aria-pressed={!hidden.has(name)}
          title={t('mapLegend')}
          onClick={() => map.toggleClass(name)}
          onPointerEnter={() => (map.lit.value = name)}
          onPointerLeave={() => (map.lit.value = null)}
          onFocus={(event) => event.currentTarget.matches(':focus-visible') && (map.lit.value = name)}
          onBlur={() => (map.lit.value = null)}
        >
          <ColorDot color={getColor(set, name)} />
          <span class="ell">{name || t('noLabel')}</span>
          <span class="num">{t('plainNumber', { m: counts.get(name) ?? 0 })}</span>
        </button>
      ))}
      {hidden.size > 0 && (
        <button class="btn link" onClick={() => (map.hidden.value = new Set())}>
          {t('mapAll')}
        </button>
      )}
    </div>
  );
}

/** How many pictures of each class are on the map. news: counts up when labels have changed. */
function countClasses({ points }: MapData, _news: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { labels, deleted } of points)
    if (!deleted) counts.set(labels[0] ?? '', (counts.get(labels[0] ?? '') ?? 0) + 1);
  return counts;
}
