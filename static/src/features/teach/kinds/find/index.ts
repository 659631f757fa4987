/** Pictures with boxes: things are found and counted. */

import { findBoxTask, readGuideProgram, teachesFinding } from '../../../guide/program';
import { getGuideStore } from '../../../guide/store';
import type { TeachKind } from '../part';

export const find: TeachKind = {
  name: 'find',
  icon: 'scanSearch',
  label: 'teachKind_find',
  tasks: ['detection'],
  reads: (workspace) => teachesFinding(readGuideProgram(workspace)),
  begin: async (opened) => {
    await getGuideStore(opened).beginTeaching(findBoxTask());
    return null;
  },
  load: () => import('./find_view').then((module) => module.FindPage),
};
