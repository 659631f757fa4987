/** Classes with few pictures can count more when a model learns: asked for on the blocks of the training. */

import { showToast } from '../../components/toast';
import { goToProject } from '../../lib/route';
import { t } from '../../lib/texts';
import type { Task } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { isSorted } from '../labels/labels';
import { planTraining } from '../project/train_with';
import './texts';
import '../../lib/common_texts';

const TRAINING = /\.(quick_)?train\(/;
const WEIGHED = /class_weights='balanced'|sampling='balanced'/;
/** Of what these learn, classes have no weights. */
const FINDERS = /\b(Detection|Segmentation|SemanticSegmentation)\(/;

/** on: the program asks for it already. go: writes it on the blocks, which are shown. */
export type ClassWeights = { on: true } | { on: false; go(): Promise<void> };

/** For a data set that the program learns from, or could; null where nothing is trained. */
export function planClassWeights(opened: ProjectStore, path: string, task: Task | null): ClassWeights | null {
  if (opened.readOnly.value || opened.project.damaged || !isSorted({ task })) return null;
  const python = opened.program.value.python;
  const used = python.includes(`'${path}'`);
  const bring = used ? null : planTraining(opened, path, task);
  const trains = opened.isEmpty.value ? bring !== null : TRAINING.test(python) && !FINDERS.test(python);
  if (!trains || (!used && !bring)) return null;
  if (used && WEIGHED.test(python)) return { on: true };
  return { on: false, go: () => write(opened, bring) };
}

async function write(opened: ProjectStore, bring: (() => Promise<void>) | null): Promise<void> {
  goToProject(opened.id);
  await bring?.();
  const canvas = await opened.requireCanvas();
  const block = canvas.planClassWeights()?.();
  if (!block) return;
  canvas.showBlock(block);
  showToast(t('classesWeighed'), { label: t('undo'), run: () => canvas.undo() });
}
