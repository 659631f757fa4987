/** Pictures of classes, taken by a camera. */

import { listTasks } from '../../../../lib/tasks';
import { getGuideStore } from '../../../guide/store';
import type { TeachKind } from '../part';
import { readTeachProgram } from './program';

export const pictures: TeachKind = {
  name: 'pictures',
  icon: 'image',
  label: 'teachKind_pictures',
  tasks: ['classification'],
  reads: (workspace) => readTeachProgram(workspace) !== null,
  begin: async (opened) => {
    const task = listTasks().find(({ steps }) => steps?.teaches === 'folders')!.name;
    await getGuideStore(opened).beginTeaching(task);
    return null;
  },
  load: () => import('./pictures_view').then((module) => module.PicturesView),
};
