/** Weights of an earlier training: what a project has learned, where no run of this studio has shown it. */

import type { TaughtModel } from '../../lib/dataset_types';
import type { ModelFile } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { getModelFiles, groupModels } from './model_files';

/** The newest run was stopped: weights that it did not leave itself are those of before. */
export function wasStopped(opened: ProjectStore): boolean {
  return opened.run.phase.value === 'stopped';
}

/** What a test showed, where it was one of what was learned: by the run that learned it, or of its file. */
export function findShownTest<Event extends { model: string }>(
  learned: { path: string; shown: boolean } | null,
  shown: Event | null,
): Event | null {
  return learned?.shown || (learned && shown?.model === learned.path) ? shown : null;
}

/**
 * Weights of the project with this network and data set, of a table also with this column that is guessed (older files
 * do not say which), the newest first, those of an epoch in between last; else a
 * model that was fitted to it at once. Null: there are none, or a program is about to write others, or has just failed
 * to.
 */
export function findKeptWeights(
  opened: ProjectStore,
  backbone: string,
  dataset: string | null,
  target = '',
): ModelFile | TaughtModel | null {
  if (opened.run.busy.value || opened.run.error.value) return null;
  const { models, taught } = getModelFiles(opened);
  const fits = ({ model, data }: ModelFile | TaughtModel) =>
    model === backbone && data?.path === dataset && (data?.target ?? target) === target;
  const { main, passing } = groupModels(
    (models.value ?? []).filter((one) => one.kind === 'pth' && !one.damaged && fits(one)),
  );
  return main[0] ?? passing[0] ?? taught.value.find(fits) ?? null;
}
