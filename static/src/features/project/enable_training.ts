/** A training that was switched off among the blocks, for the buttons that train. */

import { showToast } from '../../components/toast';
import { listPlaced } from '../../lib/saved_blocks';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import './texts';
import '../../lib/common_texts';

/** Switches the block on where it is off, and says so: who presses *train* wants it to train. */
export async function ensureTrainingEnabled(opened: ProjectStore, block: string | undefined): Promise<void> {
  const saved = listPlaced(opened.workspace).find((one) => one.id === block);
  if (!block || !saved?.disabledReasons?.length) return;
  const canvas = await opened.requireCanvas();
  canvas.enableTraining(block);
  showToast(t('trainsAgain'), { label: t('undo'), run: () => canvas.undo() });
}
