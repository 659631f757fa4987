/** Truth against answer: a point for each picture; what lies on the line is exactly right. */

import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity, listTicks } from '../../../lib/numbers/quantity';
import { t } from '../../../lib/texts';
import './number_texts';
import { tellOfSamples } from '../../evaluation/sample_words';

const [SIDE, LEFT, BOTTOM, TOP, RIGHT] = [420, 64, 48, 12, 16];
/** Free space around the points, as a share of the range. */
const MARGIN = 0.04;
const RADIUS = 5;

interface ScatterPlotProps {
  marks: NumberEvaluationEvent;
  onChoose(number: number): void;
}

export function ScatterPlot({ marks, onChoose }: ScatterPlotProps) {
  const { pictures, low, high, unit } = marks;
  const numbers = [low, high, ...pictures.flatMap(({ truth, answer }) => [truth, answer])];
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const margin = MARGIN * (most - least || 1);
  const [from, to] = [least - margin, most + margin];
  const x = (value: number) => LEFT + ((SIDE - LEFT - RIGHT) * (value - from)) / (to - from);
  const y = (value: number) => TOP + ((SIDE - TOP - BOTTOM) * (to - value)) / (to - from);
  const format = (value: number) => formatQuantity(value, unit, marks);
  return (
    <svg
      class="number-scatter"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      role="img"
      aria-label={tellOfSamples('numberScatterSaid', { n: marks.total, m: format(marks.averages.mae) })}
    >
      {listTicks({ low: least, high: most }, unit).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={x(tick)} y1={y(from)} x2={x(tick)} y2={y(to)} />
          <line class="grid" x1={x(from)} y1={y(tick)} x2={x(to)} y2={y(tick)} />
          <text x={x(tick)} y={SIDE - BOTTOM + 16} text-anchor="middle">
            {format(tick)}
          </text>
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      <line class="exact" x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} />
      {pictures.map(({ path, truth, answer }, number) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the same pictures stand beside it as buttons
        <g key={path} onClick={() => onChoose(number)}>
          <line class="error" x1={x(truth)} y1={y(truth)} x2={x(truth)} y2={y(answer)} />
          <circle cx={x(truth)} cy={y(answer)} r={RADIUS} data-number={number}>
            <title>{t('numberPoint', { a: format(truth), b: format(answer) })}</title>
          </circle>
        </g>
      ))}
      <text class="axis" x={(LEFT + SIDE - RIGHT) / 2} y={SIDE - 8} text-anchor="middle">
        {t('numberTruth')}
      </text>
      <text class="axis" transform={`translate(14 ${(TOP + SIDE - BOTTOM) / 2}) rotate(-90)`} text-anchor="middle">
        {t('numberAnswer')}
      </text>
    </svg>
  );
}
