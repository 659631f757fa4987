/** The views of a project beside its blocks. Each is loaded when it is first shown. */

import type { ComponentType } from 'preact';
import { lazy, loadPart } from '../../components/lazy';
import type { View } from '../../lib/route';
import type { ProjectStore } from '../../state/project_store';

type Shown = ComponentType<{ opened: ProjectStore }>;
type Other = Exclude<View, 'blocks'>;

const loadDataView = () => import('../data/data').then((module) => module.DatasetView);
const OTHERS: Record<Other, Shown> = {
  guide: lazy(() => import('../guide/guide').then((module) => module.GuideView)),
  teach: lazy(() => import('../teach/teach').then((module) => module.TeachView)),
  data: lazy(loadDataView),
  training: lazy(() => import('../training/training').then((module) => module.TrainingView)),
  mistakes: lazy(() => import('../evaluation/evaluation').then((module) => module.EvaluationView)),
  models: lazy(() => import('../models/models').then((module) => module.ModelsView)),
  devices: lazy(() => import('../devices/devices').then((module) => module.DevicesView)),
  versions: lazy(() => import('../versions/versions').then((module) => module.VersionsView)),
};

/** Begins to load the wall of pictures. */
export function fetchData(): void {
  void loadPart(loadDataView);
}

export function OtherView({ opened, view }: { opened: ProjectStore; view: Other }) {
  const Shown = OTHERS[view];
  return (
    <div class="view" id="view" tabIndex={-1}>
      <Shown opened={opened} />
    </div>
  );
}
