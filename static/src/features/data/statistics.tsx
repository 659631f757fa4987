/** How the pictures are distributed: over classes and parts, over sizes, and how many things they show. */

import { Loading } from '../../components/feedback/loading';
import type { DatasetStatistics, HistogramBin } from '../../lib/dataset_types';
import { t } from '../../lib/texts';
import { getSplitName, SPLITS } from '../labels/labels';
import type { DatasetStore } from './store';
import './texts';
import '../../lib/common_texts';

const MAX_SIZES = 8;
const MAX_CLASSES = 60;
/** Pixels: the last bin has no end. */
const OPEN_END = 10_000;

export function StatisticsPanel({ store }: { store: DatasetStore }) {
  const numbers = store.numbers.value;
  if (!numbers) return <Loading />;
  return (
    <div class="data-numbers">
      <Classes numbers={numbers} />
      <Sizes sizes={numbers.sizes} />
      <Boxes boxes={numbers.boxes} />
    </div>
  );
}

function Classes({ numbers: { classes } }: { numbers: DatasetStatistics }) {
  if (!classes.length) return null;
  const sum = (one: DatasetStatistics['classes'][number]) => one.train + one.val + one.test;
  const most = Math.max(1, ...classes.map(sum));
  return (
    <section>
      <h3>{t('perClass')}</h3>
      <p class="cap data-legend">
        {SPLITS.map((split) => (
          <span key={split} class="row">
            <i class={`part-${split}`} />
            {getSplitName(split)}
          </span>
        ))}
      </p>
      <dl class="data-bars">
        {classes.slice(0, MAX_CLASSES).map((one) => (
          <div key={one.name}>
            <dt class="ell" title={one.name}>
              {one.name}
            </dt>
            <dd title={SPLITS.map((split) => `${getSplitName(split)} ${one[split]}`).join(' · ')}>
              <span class="data-bar">
                {SPLITS.map((split) => (
                  <i key={split} class={`part-${split}`} style={{ width: `${(100 * one[split]) / most}%` }} />
                ))}
              </span>
              <span class="num">{t('plainNumber', { m: sum(one) })}</span>
            </dd>
          </div>
        ))}
      </dl>
      {classes.length > MAX_CLASSES && <p class="cap">{t('leftMore', { n: classes.length - MAX_CLASSES })}</p>}
    </section>
  );
}

function Sizes({ sizes }: { sizes: DatasetStatistics['sizes'] }) {
  if (!sizes.length) return null;
  const more = sizes.slice(MAX_SIZES).reduce((sum, one) => sum + one.count, 0);
  return (
    <BarChart
      title={t('pictureSizes')}
      rows={[
        ...sizes.slice(0, MAX_SIZES).map((one) => [`${one.w} × ${one.h}`, one.count] as const),
        ...(more ? [[t('otherSizes'), more] as const] : []),
      ]}
    />
  );
}

function Boxes({ boxes }: { boxes: DatasetStatistics['boxes'] }) {
  const span = ({ from, to }: HistogramBin) =>
    from === to ? String(from) : to > OPEN_END ? `≥ ${from}` : `${from}–${to}`;
  return (
    <>
      <BarChart title={t('thingsPerPicture')} rows={boxes.per_picture.map((one) => [span(one), one.count])} />
      <BarChart title={t('thingSizes')} rows={boxes.areas.map((one) => [span(one), one.count])} />
      <BarChart title={t('thingsPerClass')} rows={boxes.by_class.map((one) => [one.name, one.count])} />
    </>
  );
}

function BarChart({ title, rows }: { title: string; rows: (readonly [string, number])[] }) {
  if (!rows.length) return null;
  const most = Math.max(1, ...rows.map(([, count]) => count));
  return (
    <section>
      <h3>{title}</h3>
      <dl class="data-bars">
        {rows.slice(0, MAX_CLASSES).map(([name, count]) => (
          <div key={name}>
            <dt class="ell num" title={name}>
              {name}
            </dt>
            <dd>
              <span class="data-bar">
                <i class="part-all" style={{ width: `${(100 * count) / most}%` }} />
              </span>
              <span class="num">{t('plainNumber', { m: count })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
