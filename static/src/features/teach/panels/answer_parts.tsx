/** Parts of the pane in which a model answers that are the same for all kinds of samples. */

import type { ReadonlySignal } from '@preact/signals';
import { formatPercent } from '../../../lib/numbers/shares';
import { t } from '../../../lib/texts';
import '../texts';

/** Where no block says how sure an answer must be. */
export const SURE = 0.6;

/** Before anything is learned: a bar for each class, with nothing in it. */
export function EmptyBars({ classes }: { classes: readonly { name: string }[] }) {
  return (
    <ul class="teach-bars-off">
      {classes.map(({ name }) => (
        <li key={name}>
          <span class="ell">{name}</span>
          <span class="bar" aria-hidden="true" />
          <span class="num right">–</span>
        </li>
      ))}
    </ul>
  );
}

interface SliderProps {
  store: {
    readonly program: ReadonlySignal<{ threshold: unknown } | null>;
    setThreshold(value: number): Promise<void>;
  };
  threshold: number;
}

/** The confidence below which the answer is "I do not know": it stands in a block. */
export function ThresholdSlider({ store, threshold }: SliderProps) {
  if (!store.program.value?.threshold) return null;
  return (
    <label class="teach-threshold">
      <span>{t('teachThreshold')}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={threshold}
        onChange={(event) => void store.setThreshold(Number(event.currentTarget.value))}
      />
      <b class="num">{formatPercent(threshold)}</b>
    </label>
  );
}
