/** Points of hands, bodies or faces, seen by a camera. */

import { t } from '../../../../lib/texts';
import { createPoints } from '../../api';
import { nameFirstClasses } from '../../taught_program';
import type { TeachKind } from '../part';
import { makeHandsProgram, readHandsProgram } from './program';
import './texts';
import '../../texts';

export const hands: TeachKind = {
  name: 'hands',
  icon: 'hand',
  label: 'teachKind_hands',
  tasks: ['points'],
  reads: (workspace) => readHandsProgram(workspace) !== null,
  begin: async (opened) => {
    const classes = nameFirstClasses();
    const { path } = await createPoints(opened.id, t('handsSet_hand'), classes, 'hand');
    void opened.loadChoices();
    return makeHandsProgram(path, 'hand');
  },
  load: () => import('./hands_view').then((module) => module.HandsView),
};
