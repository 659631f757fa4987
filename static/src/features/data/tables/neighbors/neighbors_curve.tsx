/** How learned and new rows are guessed, over how many neighbors are asked. */

import type { LearnedMark, TableAbout, TablePlane } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { findColumn, makeScale } from '../chart/scales';
import { formatCell } from '../marks';
import { describeRight } from './neighbor_words';
import './texts';

const [WIDTH, HEIGHT] = [344, 130];
const BOX = { left: 40, right: 328, top: 10, bottom: 100 };

export function NeighborsCurve({ about, plane }: { about: TableAbout; plane: TablePlane }) {
  const { curve, k, fresh } = plane;
  const numbers = !plane.classes.length;
  const read = (mark: LearnedMark) => (numbers ? (mark.miss ?? 0) : (100 * (mark.right ?? 0)) / (mark.total || 1));
  const all = [...curve.flatMap(({ learned, fresh: tested }) => [read(learned), read(tested)]), read(fresh)];
  const low = numbers ? 0 : Math.min(90, Math.floor(Math.min(...all) / 10) * 10);
  const high = numbers ? Math.max(...all) || 1 : 100;
  const y = makeScale([low, high], BOX.bottom, BOX.top);
  const last = Math.log(curve.at(-1)!.k) || 1;
  const x = (count: number) => BOX.left + 16 + (Math.log(count) / last) * (BOX.right - BOX.left - 32);
  const name = (value: number) =>
    numbers ? formatCell(findColumn(about, about.target)!, value, 1) : `${Math.round(value)}%`;
  const line = (part: 'learned' | 'fresh') =>
    curve.map((one, at) => `${at ? 'L' : 'M'}${x(one.k)},${y(read(one[part]))}`).join('');
  const dots = (part: 'learned' | 'fresh') =>
    curve.map((one) => <circle key={one.k} class={part} cx={x(one.k)} cy={y(read(one[part]))} r="4" />);
  const said = curve.map((one) =>
    t('neighborsCurveAt', { k: one.k, a: describeRight(about, one.learned), b: describeRight(about, one.fresh) }),
  );
  const title = t(numbers ? 'neighborsCurveMiss' : 'neighborsCurve');
  return (
    <figure class="neighbors-curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={[title, ...said].join('\n')}>
        <path class="axis" d={`M${BOX.left},${BOX.top - 4}V${BOX.bottom}H${BOX.right}`} />
        {[low, high].map((value) => (
          <text key={value} x={BOX.left - 4} y={y(value) + 5} text-anchor="end">
            {name(value)}
          </text>
        ))}
        {curve.map((one) => (
          <text key={one.k} x={x(one.k)} y={BOX.bottom + 20} text-anchor="middle">
            {one.k}
          </text>
        ))}
        <path class="line learned" d={line('learned')} />
        <path class="line fresh" d={line('fresh')} />
        {dots('learned')}
        {dots('fresh')}
        <circle class="now" cx={x(k)} cy={y(read(fresh))} r="7" />
      </svg>
      <figcaption class="row cap">
        {(['learned', 'fresh'] as const).map((part) => (
          <span key={part} class="row">
            <svg width="24" height="6" aria-hidden="true">
              <path class={`line ${part}`} d="M0,3H24" />
            </svg>
            {t(part === 'learned' ? 'neighborsOld' : 'neighborsNew')}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
