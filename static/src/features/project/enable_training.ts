/** A training that was switched off among the blocks, for the buttons that train. */

import { showToast } from '../../components/toast';
import { listPlaced } from '../../lib/saved_blocks';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import './texts';
import '../../lib/common_texts';

/** Opens a model file. */
const FILE = 'deploy_workflow';

/**
 * Switches the block on where it is off, lets the program recognize with what it learns where it uses an earlier file,
 * and says so: who presses *train* wants it to train, and its model to answer.
 */
export async function ensureTrainingEnabled(opened: ProjectStore, block: string | undefined): Promise<void> {
  const placed = listPlaced(opened.workspace);
  const off = placed.find((one) => one.id === block)?.disabledReasons?.length;
  if (!block || !(off || placed.some(({ type }) => type === FILE))) return;
  const canvas = await opened.requireCanvas();
  if (canvas.enableTraining(block)) showToast(t('trainsAgain'), { label: t('undo'), run: () => canvas.undo() });
}
