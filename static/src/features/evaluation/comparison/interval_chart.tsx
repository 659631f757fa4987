/** How much better or worse a model is: a line with a dot for this test, and a band for what other tests would give. */

import { type Key, t } from '../../../lib/texts';
import type { Verdict } from './api';
import { getTone } from './verdict';
import './texts';
import { tellOfSamples } from '../sample_words';

const CONCLUSIONS: Record<Exclude<Verdict, 'unlikely_chance'>, Key> = {
  uncertain: 'drawUncertain',
  may_be_chance: 'drawMaybe',
  too_few: 'drawTooFew',
};

/** Room beyond what is drawn, in shares of it. */
const ROOM = 1.15;
/** A shorter scale would make a tiny difference look large: 5 of 100 to each side. */
const MIN_INTERVALS = 5;

interface IntervalChartProps {
  /** In hundredths of a mark; 0 is as good. */
  difference: number;
  interval: [number, number];
  verdict: Verdict;
  /** How a difference is written. */
  format?(value: number): string;
}

/** The chart, and what the place of its band means. */
export function IntervalChart({
  difference,
  interval: [low, high],
  verdict,
  format = formatPoints,
}: IntervalChartProps) {
  const reach = ROOM * Math.max(MIN_INTERVALS, Math.abs(low), Math.abs(high), Math.abs(difference));
  const place = (value: number) => 50 + (50 * value) / reach;
  const at = place(difference);
  const conclusion =
    verdict === 'unlikely_chance' ? (difference > 0 ? 'drawBetter' : 'drawWorse') : CONCLUSIONS[verdict];
  return (
    <>
      <figure class={`band ${getTone({ verdict, gain: difference })}`}>
        <div
          class="band-field"
          role="img"
          aria-label={t('bandPicture', { a: format(low), b: format(high), k: format(difference) })}
        >
          <span class="band-half worse" />
          <span class="band-half better" />
          <span class="band-interval" style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }} />
          <span class="band-zero" />
          <span class="band-dot" style={{ left: `${at}%` }} />
          <span class="band-now" style={{ '--at': `${at}%` }}>
            {t('bandNow')}
          </span>
        </div>
        <div class="band-ends" aria-hidden="true">
          <span>← {t('bandWorse')}</span>
          <span>{t('bandSame')}</span>
          <span>{t('bandBetter')} →</span>
        </div>
        <figcaption class="cap">
          <span class="toss-key">
            <i aria-hidden="true" />
            {t('bandKey')}
          </span>
        </figcaption>
      </figure>
      <p class="cmp-conclusion">{tellOfSamples(conclusion)}</p>
    </>
  );
}

export function formatPoints(value: number): string {
  const rounded = Math.abs(Math.round(10 * value) / 10);
  return `${value < 0 && rounded ? '−' : rounded ? '+' : ''}${rounded}`;
}
