/** The views of a project beside its blocks. Each is loaded when it is first shown. */

import type { ComponentType } from 'preact';
import { fetched, later } from '../../components/lazy';
import type { View } from '../../lib/route';
import type { Opened } from '../../state/project_store';

type Shown = ComponentType<{ opened: Opened }>;
type Other = Exclude<View, 'blocks'>;

const dataView = () => import('../data/data').then((module) => module.DatasetView);
const OTHERS: Record<Other, Shown> = {
  data: later(dataView),
  training: later(() => import('../training/training').then((module) => module.TrainingView)),
  mistakes: later(() => import('../evaluation/evaluation').then((module) => module.MistakesView)),
  models: later(() => import('../models/models').then((module) => module.ModelsView)),
  devices: later(() => import('../devices/devices').then((module) => module.DevicesView)),
  versions: later(() => import('../versions/versions').then((module) => module.VersionsView)),
};

/** Begins to load the wall of pictures. */
export function fetchData(): void {
  void fetched(dataView);
}

export function OtherView({ opened, view }: { opened: Opened; view: Other }) {
  const Shown = OTHERS[view];
  return (
    <div class="view" id="view" tabIndex={-1}>
      <Shown opened={opened} />
    </div>
  );
}
