/** Precision against recall: how much goes wrong when more and more is to be found. One curve a class. */

import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/texts';
import { Term } from '../../evaluation/term';
import { type Drawing, keepChart } from '../../output/chart';
import { DASHES, FONT, GRID, INK, STROKES, Stroke } from '../../output/strokes';
import type { DetectionSelection } from './selection';
import '../../evaluation/texts';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { formatMark } from '../../../lib/numbers/shares';

const HEIGHT = 264;
const AP50 = 1;
const SPOKEN = [0, 50, 80, 100];

export function Curves({ test, finding }: { test: DetectionEvaluationEvent; finding: DetectionSelection }) {
  const host = useRef<HTMLDivElement>(null);
  const chosen = finding.label.value;
  const numbers = getShownClasses(test, chosen);
  useEffect(() => keepChart(host.current!, () => makeDrawing(test, numbers), getSize), [test, numbers.join()]);
  if (!test.curves.some((one) => one.length)) return <p class="panel mistakes-note">{t('noDetails')}</p>;
  return (
    <section class="panel found-curves">
      <p class="row cap">
        {t('curveHint')}
        <Term of="curve" />
      </p>
      <p class="found-axis cap">{t('termPrecision')} (%)</p>
      <div class="found-plot" ref={host} aria-hidden="true" />
      <p class="found-axis cap right">{t('termRecall')} (%)</p>
      <ul class="found-legend">
        {numbers.map((number, index) => (
          <li key={number}>
            <button
              class="btn ghost"
              aria-pressed={chosen === number}
              onClick={() => (finding.label.value = chosen === number ? null : number)}
            >
              <Stroke index={index} />
              <span class="ell">{test.classes[number]}</span>
              <b class="num">{formatMark(test.by_class[number]?.[AP50])}</b>
            </button>
          </li>
        ))}
      </ul>
      <AsText test={test} numbers={numbers} />
    </section>
  );
}

/** The classes whose curves can be told apart: the chosen one, then those with most to mend. */
function getShownClasses(test: DetectionEvaluationEvent, chosen: number | null): number[] {
  const drawn = [...test.classes.keys()].filter((number) => test.curves[number]?.length);
  if (drawn.length <= STROKES.length) return drawn;
  const rank = (number: number) => (number === chosen ? -1 : (test.by_class[number]?.[AP50] ?? 2));
  return drawn.sort((a, b) => rank(a) - rank(b)).slice(0, STROKES.length);
}

function makeDrawing(test: DetectionEvaluationEvent, numbers: number[]): Drawing {
  const percents = (values: number[]) => values.map((one) => 100 * one);
  const recall = test.curves[numbers[0]]?.map((_, at) => at) ?? [];
  const axis = {
    font: FONT,
    stroke: INK,
    grid: GRID,
    ticks: { show: false },
    gap: 4,
    splits: () => [0, 25, 50, 75, 100],
  };
  return {
    shape: numbers.join(),
    data: [recall, ...numbers.map((number) => percents(test.curves[number]))],
    options: {
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 16, 0, 0],
      scales: { x: { time: false, range: () => [0, 100] }, y: { range: () => [0, 102] } },
      axes: [
        { ...axis, size: 24 },
        { ...axis, size: 34 },
      ],
      series: [
        {},
        ...numbers.map((_, index) => ({
          stroke: STROKES[index],
          width: 2,
          dash: DASHES[index],
          points: { show: false },
        })),
      ],
    },
  };
}

const getSize = (host: HTMLElement) => ({ width: host.clientWidth, height: HEIGHT });

function AsText({ test, numbers }: { test: DetectionEvaluationEvent; numbers: number[] }) {
  return (
    <div class="sr">
      <table>
        <thead>
          <tr>
            <th>{t('termRecall')}</th>
            {numbers.map((number) => (
              <th key={number}>{test.classes[number]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SPOKEN.map((at) => (
            <tr key={at}>
              <th>{at}%</th>
              {numbers.map((number) => (
                <td key={number}>{formatMark(test.curves[number][at])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
