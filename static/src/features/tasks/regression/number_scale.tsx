/** Numbers on a scale from the smallest to the largest one that the model learned. */

import { formatQuantity, listTicks, type Range } from '../../../lib/numbers/quantity';
import { t } from '../../../lib/texts';
import './number_texts';

interface NumberScaleProps {
  range: Range;
  unit: string;
  /** What the model says; null: nothing yet. */
  answer: number | null;
  /** The right number, where it is known. */
  truth?: number;
}

export function NumberScale({ range, unit, answer, truth }: NumberScaleProps) {
  const { low, high } = range;
  const place = (value: number) => `${(100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1)}%`;
  const format = (value: number) => formatQuantity(value, unit, range);
  const said = { a: format(low), b: format(high), n: answer === null ? '–' : format(answer) };
  return (
    <div class="number-scale" role="img" aria-label={t('numberScale', said)}>
      <div class="number-track">
        {answer !== null && <i class="number-fill" style={{ width: place(answer) }} />}
        {truth !== undefined && <i class="number-mark truth" style={{ left: place(truth) }} />}
        {answer !== null && <i class="number-mark" style={{ left: place(answer) }} />}
      </div>
      <div class="number-ticks num">
        {listTicks(range, unit).map((tick) => (
          <span key={tick} style={{ left: place(tick) }}>
            {format(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}
