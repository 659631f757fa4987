/** How far something is that came in, on a line below the views: what, a bar, what it does now, and Cancel. */

import { t } from '../../lib/texts';
import '../../lib/common_texts';

interface ProgressLineProps {
  what: string;
  /** Of the whole, 0 to 100. */
  percent: number;
  now: string;
  onCancel(): void;
}

export function ProgressLine({ what, percent, now, onCancel }: ProgressLineProps) {
  return (
    <section class="upload" role="status">
      <b class="ell">{what}</b>
      <div
        class="bar grow"
        role="progressbar"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-label={what}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <span class="cap num">{now}</span>
      <button class="btn" onClick={onCancel}>
        {t('cancel')}
      </button>
    </section>
  );
}
