/** What chance alone would do, as tosses of a coin, and where this time lies. */

import { t } from '../../../../lib/texts';
import '../../../evaluation/comparison/texts';

const HIGH = 100;
/** Up to so many tosses every outcome has its bar; of more only the middle is drawn, as far as there is anything. */
const WHOLE = 40;
/** In standard deviations. */
const REACH = 4;
/** Share of the width that a number under the axis needs. */
const APART = 0.09;

interface TossChartProps {
  tosses: number;
  heads: number;
  luck: [number, number];
  tone: '' | 'good' | 'bad';
}

export function TossChart({ tosses, heads, luck: [low, high], tone }: TossChartProps) {
  const [from, to] = getRange(tosses, heads);
  const slots = to - from + 1;
  const place = (count: number) => (count - from + 0.5) / slots;
  const [left, right] = [Math.max(from, low) - from, Math.min(to, high) - from + 1];
  const at = `${100 * place(heads)}%`;
  return (
    <figure class={`toss ${tone}`}>
      <div class="toss-field">
        <svg
          viewBox={`0 0 ${slots} ${HIGH}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('tossPicture', { n: tosses, k: heads, a: low, b: high })}
        >
          <rect class="toss-band" x={left} y="0" width={right - left} height={HIGH} />
          {computeHeights(tosses, from, to).map((share, index) => (
            <Bar key={index} index={index} share={share} thin={slots > WHOLE} within={index >= left && index < right} />
          ))}
        </svg>
        <span class="toss-line" style={{ left: at }} aria-hidden="true" />
        <span class="toss-mark num" style={{ '--at': at }} aria-hidden="true">
          {t('thisTime', { n: heads })}
        </span>
      </div>
      <div class="toss-ticks num" aria-hidden="true">
        {selectTicks([low, high, from, to, tosses / 2], place).map((count) => (
          <span key={count} style={{ left: `${100 * place(count)}%` }}>
            {count}
          </span>
        ))}
      </div>
      <figcaption class="cap">
        {t('tossAxis', { n: tosses })}
        <span class="toss-key">
          <i aria-hidden="true" />
          {t('tossBand')}
        </span>
      </figcaption>
    </figure>
  );
}

interface BarProps {
  index: number;
  share: number;
  thin: boolean;
  within: boolean;
}

function Bar({ index, share, thin, within }: BarProps) {
  if (share < 0.002) return null;
  const high = 0.82 * HIGH * share;
  const [gap, width] = thin ? [0, 1.02] : [0.08, 0.84];
  return (
    <rect class={within ? 'toss-bar' : 'toss-bar rare'} x={index + gap} y={HIGH - high} width={width} height={high} />
  );
}

/** The outcomes that are drawn, both included: those that chance may bring, and this time's. */
export function getRange(tosses: number, heads: number): [from: number, to: number] {
  if (tosses <= WHOLE) return [0, tosses];
  const reach = Math.ceil((REACH * Math.sqrt(tosses)) / 2);
  const from = Math.min(Math.floor(tosses / 2) - reach, heads - 2);
  const to = Math.max(Math.ceil(tosses / 2) + reach, heads + 2);
  return [Math.max(0, from), Math.min(tosses, to)];
}

/** How often each outcome comes when a fair coin is tossed, as a share of the most frequent one. */
export function computeHeights(tosses: number, from: number, to: number): number[] {
  const middle = Math.floor(tosses / 2);
  const heights = new Map([[middle, 1]]);
  let share = 1;
  // The two halves mirror each other.
  for (let count = middle; count > 0 && share > 1e-6; count--) {
    share *= count / (tosses - count + 1);
    heights.set(count - 1, share);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const count = from + index;
    return heights.get(Math.min(count, tosses - count)) ?? 0;
  });
}

/** Of the numbers under the axis those that do not run into each other; the first ones matter most. */
function selectTicks(counts: number[], place: (count: number) => number): number[] {
  const kept: number[] = [];
  for (const count of counts.filter(Number.isInteger))
    if (kept.every((other) => Math.abs(place(other) - place(count)) >= APART)) kept.push(count);
  return kept;
}
