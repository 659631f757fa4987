/** Movements that an accelerometer feels. */

import { t } from '../../../../lib/texts';
import { createMotions } from '../../../data/samples/motion_api';
import type { TeachKind } from '../part';
import { makeMotionProgram, readMotionProgram } from './program';
import './texts';
import '../../texts';

export const motion: TeachKind = {
  name: 'motion',
  icon: 'activity',
  label: 'teachKind_motion',
  tasks: ['motion'],
  reads: (workspace) => readMotionProgram(workspace) !== null,
  begin: async (opened) => {
    const [still, ...moved] = [t('motionFirst_still'), t('motionFirst_wave'), t('motionFirst_circle')];
    const { path } = await createMotions(opened.id, t('motionSet'), [still, ...moved]);
    void opened.loadChoices();
    return makeMotionProgram({
      path,
      source: matchMedia('(pointer: coarse)').matches ? 'phone' : 'simulated',
      labels: moved,
    });
  },
  load: () => import('./motion_view').then((module) => module.MotionView),
};
