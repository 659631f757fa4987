/** The trained models of a project, for a view that leads on to them. */

import { useEffect } from 'preact/hooks';
import type { ModelFile } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { isLearnable } from '../labels/labels';
import { getModelFiles } from './model_files';

/** Empty until they are read. */
export function useTrainedModels(opened: ProjectStore): ModelFile[] {
  const files = getModelFiles(opened);
  useEffect(() => files.watch(), [files]);
  return (files.models.value ?? []).filter((one) => isLearnable(one.task) && !one.damaged);
}
