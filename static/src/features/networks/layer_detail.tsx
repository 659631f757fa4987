/** One map of a layer, large: for a convolution with the numbers of its filter and one cell worked out. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { type Key, say, t } from '../../lib/texts';
import type { LayerPictures, WorkedCell } from '../../lib/types';
import { formatNumber, type MapPlace, round } from './layer_maps';
import type { OwnFilter } from './layers_api';
import '../../lib/common_texts';
import './texts';

/** Larger filters have no room for their numbers. */
const MAX_KERNEL = 7;
/** Larger ones are too many numbers to fill in. */
const MAX_OWN = 3;
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
  own: OwnFilter | null;
  onOwn(own: OwnFilter | null): void;
  onChoose(place: MapPlace | null): void;
}

export function LayerDetail({ seen, place: { layer, map }, own, onOwn, onChoose }: DetailProps) {
  const { name, shape, maps, filters, kind, number } = seen.layers[layer];
  const at = Math.min(map, maps.length - 1);
  const go = (step: number) => onChoose({ layer, map: (at + step + maps.length) % maps.length });
  const filter = filters[at];
  const mine = own && own.number === number && own.map === at ? own : null;
  const fill = (rows: number[][]) => onOwn({ number, map: at, rows });
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
              {mine ? <OwnNumbers rows={mine.rows} onFill={fill} /> : <Numbers rows={filter.numbers} colored />}
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
        {filter && filter.numbers.length <= MAX_OWN && (
          <div class="row look-own">
            {mine ? (
              <button class="btn" onClick={() => onOwn(null)}>
                {t(seen.learned ? 'lookLearned' : 'lookGiven')}
              </button>
            ) : (
              <button class="btn" onClick={() => fill(filter.numbers.map((row) => row.map(limit)))}>
                {t('lookOwn')}
              </button>
            )}
            {mine && <p class="cap">{t('lookOwnText')}</p>}
          </div>
        )}
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
      {numbers.length <= MAX_KERNEL && (
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

/** Between −1 and 1, with two digits. */
const limit = (value: number): number => Math.max(-1, Math.min(1, round(value)));

/** The numbers of a filter, to be filled in. */
function OwnNumbers({ rows, onFill }: { rows: number[][]; onFill(rows: number[][]): void }) {
  const fill = (row: number, column: number, value: number) =>
    onFill(rows.map((line, y) => line.map((old, x) => (y === row && x === column ? value : old))));
  return (
    <div class="look-grid look-fields" style={{ '--side': rows.length }}>
      {rows.flatMap((line, row) =>
        line.map((value, column) => (
          <OwnNumber
            key={`${row},${column}`}
            value={value}
            label={t('lookOwnAt', { row: row + 1, column: column + 1 })}
            onFill={(next) => fill(row, column, next)}
          />
        )),
      )}
    </div>
  );
}

function OwnNumber({ value, label, onFill }: { value: number; label: string; onFill(value: number): void }) {
  // What is being typed, which need not be a number yet.
  const [text, setText] = useState<string | null>(null);
  return (
    <input
      class="num"
      type="number"
      min={-1}
      max={1}
      step={0.1}
      value={text ?? value}
      aria-label={label}
      onInput={({ currentTarget: input }) => {
        setText(input.value);
        if (input.value !== '' && !Number.isNaN(Number(input.value))) onFill(limit(Number(input.value)));
      }}
      onBlur={() => setText(null)}
    />
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
