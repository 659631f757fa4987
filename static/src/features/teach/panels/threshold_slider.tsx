/** The confidence below which the answer is "I do not know": it stands in a block. */

import { formatPercent } from '../../../lib/numbers/shares';
import { t } from '../../../lib/texts';
import '../texts';

interface SliderProps {
  threshold: number;
  onChange(threshold: number): void;
}

export function ThresholdSlider({ threshold, onChange }: SliderProps) {
  return (
    <label class="teach-threshold">
      <span>{t('teachThreshold')}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={threshold}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <b class="num">{formatPercent(threshold)}</b>
    </label>
  );
}
