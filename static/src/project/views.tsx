/** The views of a project beside its blocks. Each is loaded when it is first shown. */

import type { ComponentType } from 'preact';
import { later } from '../parts/later';
import type { View } from '../route';
import type { Opened } from '../state/opened';

type Shown = ComponentType<{ opened: Opened }>;
type Other = Exclude<View, 'blocks'>;

const OTHERS: Record<Other, Shown> = {
  data: later(() => import('../data/data').then((module) => module.DataView)),
  training: later(() => import('../training/training').then((module) => module.TrainingView)),
  mistakes: later(() => import('../mistakes/mistakes').then((module) => module.MistakesView)),
  models: later(() => import('../models/models').then((module) => module.ModelsView)),
  devices: later(() => import('../devices/devices').then((module) => module.DevicesView)),
  versions: later(() => import('../versions/versions').then((module) => module.VersionsView)),
};

export function OtherView({ opened, view }: { opened: Opened; view: Other }) {
  const Shown = OTHERS[view];
  return <div class="view" id="view" tabIndex={-1}><Shown opened={opened} /></div>;
}
