/** The many pictures of the project that is open: there until they are closed, or others are asked about. */

import { loadPart } from '../../../components/lazy';
import { getTask } from '../../../lib/tasks';
import '../part';
import { signal } from '@preact/signals';
import { goToView } from '../../../lib/route';
import type { ModelFile } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { isDetector } from '../../model_files/tasks';
import { BatchStore } from './batch_store';
import type { FoundFiles } from './dropped_files';
import { TargetStore } from './target_store';

/** As in the library, where the file of a model says nothing. */
const SURE = 0.5;

export interface OpenBatch {
  opened: ProjectStore;
  store: BatchStore;
  targets: TargetStore;
}
export const batch = signal<OpenBatch | null>(null);

/** Opens the view for a model, perhaps with pictures that were dropped. */
export async function openBatch(
  opened: ProjectStore,
  model: ModelFile,
  found: FoundFiles | null = null,
): Promise<void> {
  const part = await loadPart(async () => getTask(model.task).answer?.loadBatch());
  if (part === null) return;
  closeBatch();
  const store = new BatchStore(opened.id, {
    path: model.path,
    finds: isDetector(model),
    classes: model.classes ?? [],
    confidence: model.confidence ?? SURE,
    part,
  });
  const targets = new TargetStore(store, () => void opened.loadChoices());
  const learned = model.data?.path;
  void targets.load(typeof learned === 'string' ? learned : null);
  batch.value = { opened, store, targets };
  goToView(opened.id, 'models', model.path);
  if (found) store.add(found);
}

export function closeBatch(): void {
  batch.peek()?.store.dispose();
  batch.value = null;
}
