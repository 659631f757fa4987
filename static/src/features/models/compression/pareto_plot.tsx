/** Time against right answers: what lies on the line is beaten by no other file. */

import { t } from '../../../lib/texts';
import { getShare } from '../../model_files/compared_files';
import type { CompressedFile } from '../../model_files/compression_api';
import { getModelName } from '../../model_files/model_names';
import './texts';

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [560, 190, 70, 34, 16, 120];
/** The largest file's circle. */
const RADIUS = 16;
/** Where the names stand: right of every circle, each with a line to its own. */
const NAMES = WIDTH - RIGHT + RADIUS + 8;
/** Between the lines of two names. */
const LINE = 15;

export function ParetoPlot({ rows }: { rows: CompressedFile[] }) {
  const slowest = Math.max(...rows.map((row) => row.ms));
  const shares = rows.map(getShare);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const [from, to] = [Math.max(0, low - Math.max(0.01, high - low) / 2), Math.min(1, high + 0.01)];
  const x = (ms: number) => LEFT + ((WIDTH - LEFT - RIGHT) * ms) / slowest;
  const y = (share: number) => TOP + ((HEIGHT - TOP - BOTTOM) * (to - share)) / (to - from || 1);
  const largest = Math.max(...rows.map((row) => row.bytes));
  const best = rows.filter((row) => row.best).sort((a, b) => a.ms - b.ms);
  const lines = spread(rows.map((row) => y(getShare(row)) + 4));
  return (
    <svg class="compression-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('compressPlot')}>
      <line class="axis" x1={LEFT} y1={HEIGHT - BOTTOM} x2={WIDTH - 8} y2={HEIGHT - BOTTOM} />
      <line class="axis" x1={LEFT} y1={TOP} x2={LEFT} y2={HEIGHT - BOTTOM} />
      <text x={WIDTH - 8} y={HEIGHT - 12} text-anchor="end">
        {t('compressSlower')}
      </text>
      <text x={LEFT} y={HEIGHT - 12}>
        {t('compressFaster')}
      </text>
      <text x={LEFT - 8} y={TOP + 8} text-anchor="end">
        {t('compressBetter')}
      </text>
      <polyline class="front" points={best.map((row) => `${x(row.ms)},${y(getShare(row))}`).join(' ')} />
      {rows.map((row, place) => (
        <g key={row.path} class={row.best ? 'best' : ''}>
          <circle cx={x(row.ms)} cy={y(getShare(row))} r={Math.max(4, RADIUS * Math.sqrt(row.bytes / largest))} />
          <line class="axis" x1={x(row.ms)} y1={y(getShare(row))} x2={NAMES - 4} y2={lines[place] - 4} />
          <text x={NAMES} y={lines[place]}>
            {getModelName(row.path)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Heights of names, in pixels, so that none lies on another. */
function spread(heights: number[]): number[] {
  const found = [...heights];
  const order = heights.map((_, place) => place).sort((a, b) => heights[a] - heights[b]);
  for (const [number, place] of order.entries())
    if (number) found[place] = Math.max(found[place], found[order[number - 1]] + LINE);
  return found;
}
