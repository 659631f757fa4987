/** Curves of a run. Dash as well as color; the newest value as a figure. */

import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { describeFewValidated } from '../../lib/numbers/few';
import { formatValue, getHelp, getName, isLoss, isShare, sortNames } from '../../lib/numbers/metric_format';
import { say, t } from '../../lib/texts';
import type { Curve } from '../../state/curve';
import type { Results } from '../../state/results';
import { type Drawing, keepChart } from './chart';
import { DASHES, FONT, GRID, INK, MAX_POINTS, ROUND_STEPS, STROKES, Stroke } from './strokes';
import './texts';
import '../../lib/common_texts';

const MAX_CURVES = 6;
/** The curves of a training that fit beside the blocks, by the one that tells what is trained. */
const TRAINING: Record<string, string[]> = {
  train_accuracy: ['accuracy', 'train_accuracy', 'loss'],
  recall: ['recall', 'precision', 'loss'],
  loss_bbox: ['mAP50', 'loss'],
};
const MIN_HEIGHT = 84;
const MAX_HEIGHT = 220;
const TEXT_ROWS = 30;

/** all: not only the curves that fit beside other results. */
export function Curves({ results, all = false }: { results: Results; all?: boolean }) {
  return (
    <>
      {results.read().curves.map((curve) => (
        <CurvePanel key={curve.panel} results={results} panel={curve.panel} all={all} />
      ))}
    </>
  );
}

function CurvePanel({ results, panel, all }: { results: Results; panel: string; all: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => keepChart(host.current!, () => makeDrawing(results, panel, all), getSize), [results, panel, all]);
  const curve = results.read().curves.find((one) => one.panel === panel);
  if (!curve) return null;
  const names = orderCurves(curve, all);
  const beside = [...curve.series.keys()];
  const few =
    panel === 'train' && names.some(isShare)
      ? describeFewValidated(results.read().trainings.at(-1)?.began.dataset.pictures?.val)
      : '';
  return (
    <section
      class="curve"
      aria-label={t('curveOf', { names: names.map((name) => say(getName(name, beside))).join(', ') })}
    >
      <div class="row figures">
        {names.map((name, index) => (
          <span key={name} class="figure ell" title={say(getHelp(name, beside)) || undefined}>
            <Stroke index={index} />
            <span class="figure-name">{say(getName(name, beside))}</span>
            <b class="big-figure">{formatValue(name, curve.newest(name))}</b>
          </span>
        ))}
        {few && <span class="cap">{few}</span>}
      </div>
      <div class="plot" ref={host} aria-hidden="true" />
      <AsText curve={curve} names={names} />
    </section>
  );
}

/** Of a training only what fits beside the blocks: the tab of the curves has more, the Training view all. */
function orderCurves(curve: Curve, all: boolean): string[] {
  const sorted = sortNames([...curve.series.keys()]);
  if (curve.panel !== 'train') return takeLongest(sorted, curve);
  const names = sorted.slice(0, MAX_CURVES);
  const kind = !all && Object.keys(TRAINING).find((one) => curve.series.has(one));
  return kind ? TRAINING[kind].filter((name) => names.includes(name)) : names;
}

/** As many curves as can be told apart: those that went on longest, in their order. */
function takeLongest(names: string[], { series }: Curve): string[] {
  const count = (name: string) => series.get(name)!.filter((value) => value !== null).length;
  const longest = [...names].sort((one, other) => count(other) - count(one)).slice(0, MAX_CURVES);
  return names.filter((name) => longest.includes(name));
}

function AsText({ curve, names }: { curve: Curve; names: string[] }) {
  const from = Math.max(0, curve.x.length - TEXT_ROWS);
  return (
    <div class="sr">
      <table>
        <thead>
          <tr>
            <th>{t(curve.unit === 'epoch' ? 'epoch' : 'step')}</th>
            {names.map((name) => (
              <th key={name}>{say(getName(name, [...curve.series.keys()]))}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {curve.x.slice(from).map((step, index) => (
            <tr key={step}>
              <th>{step}</th>
              {names.map((name) => (
                <td key={name}>{formatValue(name, curve.series.get(name)![from + index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function makeDrawing(results: Results, panel: string, all: boolean): Drawing | null {
  const curve = results.read().curves.find((one) => one.panel === panel);
  if (!curve) return null;
  const names = orderCurves(curve, all);
  return {
    shape: `${names.join('\n')}|${curve.total}`,
    options: makeOptions(curve, names),
    data: makeData(curve, names),
  };
}

function getSize(host: HTMLElement): { width: number; height: number } {
  return { width: host.clientWidth, height: Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, host.clientHeight)) };
}

function makeData(curve: Curve, names: string[]): uPlot.AlignedData {
  const scaled = (name: string) =>
    curve.series.get(name)!.map((value) => (value === null ? null : isShare(name) ? value * 100 : value));
  return [curve.x, ...names.map(scaled)] as uPlot.AlignedData;
}

const getScale = (name: string) => (isShare(name) ? 'share' : isLoss(name) ? 'loss' : 'y');

function makeOptions(curve: Curve, names: string[]): Drawing['options'] {
  const scales = [...new Set(names.map(getScale))];
  const ranges: uPlot.Scales = {
    x: { time: false, range: (_, low, high) => getRange(curve, low ?? 1, high ?? 1) },
    share: { range: () => [0, 100] },
    loss: { range: (_, __, high) => [0, (high || 1) * 1.05] },
  };
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [6, scales.length > 1 ? 0 : 10, 0, 0],
    scales: ranges,
    axes: [
      {
        font: FONT,
        size: 24,
        gap: 6,
        stroke: INK,
        grid: GRID,
        ticks: { show: false },
        incrs: curve.panel === 'train' ? ROUND_STEPS : undefined,
      },
      ...scales.slice(0, 2).map((scale, index) => makeAxis(scale, index)),
    ],
    series: [
      {},
      ...names.map((name, index) => ({
        scale: getScale(name),
        stroke: STROKES[index],
        width: 2,
        dash: DASHES[index],
        spanGaps: true,
        points: {
          show: index === 0 && ((chart: uPlot) => chart.data[0].length <= MAX_POINTS),
          size: 6,
          fill: STROKES[index],
        },
      })),
    ],
  };
}

/** A training's axis shows all its rounds from the start on. */
function getRange(curve: Curve, low: number, high: number): [number, number] {
  if (curve.total) return [Math.min(1, low), Math.max(curve.total, high)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

function makeAxis(scale: string, index: number): uPlot.Axis {
  const left = index === 0;
  const splits = scale === 'share' ? () => [0, 50, 100] : undefined;
  return {
    scale,
    side: left ? 3 : 1,
    font: FONT,
    size: left ? 36 : 32,
    gap: 2,
    stroke: INK,
    grid: left ? GRID : { show: false },
    ticks: { show: false },
    space: 28,
    splits,
  };
}
