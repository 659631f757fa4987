/** Numbers of a board as curves, with the newest values as figures. */

import { useEffect, useRef } from 'preact/hooks';
import { formatValue } from '../../lib/numbers/metric_format';
import { t } from '../../lib/texts';
import { type Drawing, keepChart } from '../output/chart';
import { DASHES, FONT, GRID, INK, STROKES, Stroke } from '../output/strokes';
import type { PlotSeries } from './plot_series';
import './texts';

export function Plotter({ numbers }: { numbers: PlotSeries }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => keepChart(host.current!, () => makeDrawing(numbers), getSize), [numbers]);
  numbers.version.value;
  return (
    <div class="plotter">
      <div class="row figures">
        {numbers.names.map((name, index) => (
          <span key={name} class="figure ell">
            <Stroke index={index} />
            <span class="figure-name">{makeLabel(name)}</span>
            <b class="big-figure">{formatValue('', numbers.data[index + 1].at(-1) ?? null)}</b>
          </span>
        ))}
        {!numbers.names.length && <p class="mut">{t('plotterWaits')}</p>}
      </div>
      <div class="plotter-place" ref={host} aria-hidden="true" />
    </div>
  );
}

/** A number without a name of its own is called by its place. */
const makeLabel = (name: string) => (/^\d$/.test(name) ? t('curveNumber', { n: name }) : name);

function makeDrawing(numbers: PlotSeries): Drawing | null {
  numbers.version.value;
  if (!numbers.names.length) return null;
  return {
    shape: numbers.names.join('\n'),
    options: makeOptions(numbers),
    data: numbers.data.map((column) => [...column]) as Drawing['data'],
  };
}

const getSize = (host: HTMLElement) => ({ width: host.clientWidth, height: host.clientHeight });

function makeOptions(numbers: PlotSeries): Drawing['options'] {
  const axis = { font: FONT, stroke: INK, grid: GRID, ticks: { show: false } };
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 12, 0, 0],
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 26, gap: 6 },
      { ...axis, size: 56, gap: 6, space: 34 },
    ],
    series: [
      {},
      ...numbers.names.map((_, index) => ({
        stroke: STROKES[index],
        width: 2,
        dash: DASHES[index],
        spanGaps: true,
        points: { show: false },
      })),
    ],
  };
}
