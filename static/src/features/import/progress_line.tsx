/** How far something is that came in, on a line below the views: what, a bar, what it does now, and Cancel. */

import { ProgressBar } from '../../components/feedback/progress_bar';
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
      <ProgressBar label={what} percent={percent} class="grow" />
      <span class="cap num">{now}</span>
      <button class="btn" onClick={onCancel}>
        {t('cancel')}
      </button>
    </section>
  );
}
