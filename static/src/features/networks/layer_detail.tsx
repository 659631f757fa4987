/** One map of a layer, large: for a convolution with the numbers of its filter and one cell worked out. */

import type { ComponentChildren } from 'preact';
import { Icon } from '../../components/icon';
import { type Key, say, t } from '../../lib/texts';
import type { LayerPictures, WorkedCell } from '../../lib/types';
import { formatNumber, type MapPlace, round } from './layer_maps';
import '../../lib/common_texts';
import './texts';

/** Larger filters have no room for their numbers. */
const MOST_KERNEL = 7;
const ABOVE = [23, 121, 138];
const BELOW = [191, 84, 26];
const PALE = [242, 240, 235];
/** How much of its color the largest number has: ink is read on it. */
const DEEPEST = 0.72;
const WORDS: Record<string, Key> = {
  ReLU: 'lookReLU',
  Pool: 'lookPool',
  BatchNorm: 'lookBatchNorm',
  Sigmoid: 'lookSigmoid',
  Tanh: 'lookTanh',
};

interface DetailProps {
  seen: LayerPictures;
  place: MapPlace;
  onChoose(place: MapPlace | null): void;
}

export function LayerDetail({ seen, place: { layer, map }, onChoose }: DetailProps) {
  const { name, shape, maps, filters, kind } = seen.layers[layer];
  const at = Math.min(map, maps.length - 1);
  const go = (step: number) => onChoose({ layer, map: (at + step + maps.length) % maps.length });
  const filter = filters[at];
  return (
    <aside class="look-detail" aria-label={t('lookMap', { layer: say(name), n: at + 1 })}>
      <header class="ph">
        <b class="grow">{t('lookMap', { layer: say(name), n: at + 1 })}</b>
        <button class="btn ghost ic" aria-label={t('lookBefore')} onClick={() => go(-1)}>
          <Icon name="chevronLeft" />
        </button>
        <button class="btn ghost ic" aria-label={t('lookAfter')} onClick={() => go(1)}>
          <Icon name="chevronRight" />
        </button>
        <button class="btn ghost ic" aria-label={t('close')} onClick={() => onChoose(null)}>
          <Icon name="x" />
        </button>
      </header>
      <div class="look-pane">
        <div class="look-pair">
          {filter && (
            <figure>
              <Numbers rows={filter.numbers} colored />
              <figcaption class="cap">{t('lookNumbers', { n: filter.numbers.length ** 2 })}</figcaption>
            </figure>
          )}
          <figure>
            <img class="pixels" src={maps[at]} alt="" />
            <figcaption class="cap">
              {t('lookSeen')} · {shape}
            </figcaption>
          </figure>
        </div>
        {WORDS[kind] && <p class="look-words">{t(WORDS[kind])}</p>}
        {filter && <WorkedOut filter={filter} />}
      </div>
    </aside>
  );
}

function WorkedOut({ filter: { numbers, cells, channel, channels, others, bias, value } }: { filter: WorkedCell }) {
  // The lines add up as they stand there: whoever checks them finds the same.
  const sum = round(value) - round(others) - round(bias);
  return (
    <section>
      <h2>{t('lookCell')}</h2>
      {channels > 1 && <p class="cap">{t('lookOfMany', { n: channels, at: channel + 1 })}</p>}
      {numbers.length <= MOST_KERNEL && (
        <div class={`look-worked ${numbers.length > 3 ? 'tall' : ''}`}>
          <Numbers rows={cells} />
          <b aria-hidden="true">×</b>
          <Numbers rows={numbers} />
        </div>
      )}
      <dl class="look-sums">
        <Line name={t('lookSum')}>{formatNumber(sum)}</Line>
        {channels > 1 && <Line name={t('lookOthers', { n: channels - 1 })}>{formatNumber(others)}</Line>}
        <Line name={t('lookBias')}>{formatNumber(bias)}</Line>
        <Line name={t('lookValue')}>
          <b>{formatNumber(value)}</b>
        </Line>
      </dl>
      <p class="cap">{t('lookCellText', { n: numbers.length ** 2 })}</p>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="num">{children}</dd>
    </div>
  );
}

/** Numbers in a square. colored: as filters are drawn, blue-green above 0 and orange below, the largest deepest. */
function Numbers({ rows, colored = false }: { rows: number[][]; colored?: boolean }) {
  const most = Math.max(...rows.flat().map(Math.abs)) || 1;
  const paint = (value: number) => {
    const share = (DEEPEST * Math.abs(value)) / most;
    return `rgb(${(value >= 0 ? ABOVE : BELOW).map((full, at) => Math.round(PALE[at] + share * (full - PALE[at])))})`;
  };
  const words = !colored || rows.length <= 3;
  return (
    <div class={`look-grid ${colored ? 'colored' : ''}`} style={{ '--side': rows.length }}>
      {rows.flat().map((value, at) => (
        <span key={at} class="num" style={colored ? { background: paint(value) } : undefined}>
          {words && formatNumber(value)}
        </span>
      ))}
    </div>
  );
}
