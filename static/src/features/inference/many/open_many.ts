/** The many pictures of the project that is open: there until they are closed, or others are asked about. */

import { signal } from '@preact/signals';
import { goToView } from '../../../lib/route';
import type { ModelFile } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { isDetector } from '../../models/tasks';
import type { FoundFiles } from './dropped_files';
import { ManyStore } from './many_store';
import { TargetStore } from './target_store';

/** As in the library, where the file of a model says nothing. */
const SURE = 0.5;

export interface Many {
  opened: ProjectStore;
  store: ManyStore;
  targets: TargetStore;
}
export const many = signal<Many | null>(null);

/** Opens the view for a model, perhaps with pictures that were dropped. */
export function openMany(opened: ProjectStore, model: ModelFile, found: FoundFiles | null = null): void {
  closeMany();
  const store = new ManyStore(opened.id, {
    path: model.path,
    finds: isDetector(model),
    classes: model.classes ?? [],
    confidence: model.confidence ?? SURE,
  });
  const targets = new TargetStore(store, () => void opened.loadChoices());
  const learned = model.data?.path;
  void targets.load(typeof learned === 'string' ? learned : null);
  many.value = { opened, store, targets };
  goToView(opened.id, 'models', model.path);
  if (found) store.add(found);
}

export function closeMany(): void {
  many.peek()?.store.dispose();
  many.value = null;
}
