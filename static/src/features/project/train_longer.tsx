/** A detector that found next to nothing finds things after more epochs: written on the blocks, then trained. */

import { Icon } from '../../components/icon';
import { NOTHING_YET } from '../../lib/numbers/epoch_scores';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import '../../lib/common_texts';

/** Times as many epochs where nothing was found after those that there were. */
export const LONGER = 3;

export interface LongerTraining {
  epochs: number;
  begin(): Promise<void>;
}

/** best: what the best epoch of a training that is over reached. Null where it found something, or cannot go longer. */
export function planLongerTraining(opened: ProjectStore, best: { mAP50?: number }): LongerTraining | null {
  if (typeof best.mAP50 !== 'number' || best.mAP50 >= NOTHING_YET) return null;
  // The blocks are read anew when they change.
  const canvas = opened.program.value && !opened.readOnly.value ? opened.canvas.value : null;
  const more = canvas?.planMoreEpochs(LONGER);
  if (!canvas || !more) return null;
  const begin = async () => {
    canvas.showBlock(more.write());
    await opened.start();
  };
  return { epochs: more.epochs, begin };
}

export function TrainLonger({ longer }: { longer: LongerTraining }) {
  return (
    <button class="btn pri" onClick={() => void longer.begin()}>
      <Icon name="brain" />
      <span>{t('trainLonger', { n: longer.epochs })}</span>
    </button>
  );
}
