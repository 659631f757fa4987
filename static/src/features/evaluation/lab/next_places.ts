/** Where a mistake leads: to taking more pictures, and to training again. */

import { loadPart } from '../../../components/lazy';
import { goToProject, goToView } from '../../../lib/route';
import type { ProjectStore } from '../../../state/project_store';
import { readGuideProgram } from '../../guide/program';
import { readTeachProgram } from '../../teach/program';
import { getSetName } from './lab_store';

/** Whether pictures of the data set are taken in the project: not for what came along. */
export function canTakeMore(opened: ProjectStore, path: string): boolean {
  const found = opened.choices.value.dataset?.find((one) => one.value === `data/${getSetName(path)}`);
  return Boolean(found?.own) && found?.task === 'classification' && !opened.readOnly.value;
}

/** Goes to where pictures of a class are taken. path: a picture of the data set that gets them. */
export async function takeMore(opened: ProjectStore, path: string, label: string): Promise<void> {
  const set = getSetName(path);
  if (!set) return;
  if (readTeachProgram(opened.workspace)?.set === set) {
    const part = await loadPart(() => import('../../teach/teach_store'));
    goToView(opened.id, 'teach');
    await part?.getTeachStore(opened).activate(label);
    return;
  }
  const part = await loadPart(() => import('../../data/store'));
  const store = part?.getDatasetStore(opened);
  await store?.load(set);
  goToView(opened.id, 'data', set);
  store?.collect(label);
}

/** Goes to where the project is trained: teaching, the steps, or its blocks. */
export function goToTraining(opened: ProjectStore): void {
  const guided = opened.project.view === 'guide' && readGuideProgram(opened.workspace);
  if (guided) goToView(opened.id, 'guide', 'train');
  else if (readTeachProgram(opened.workspace)) goToView(opened.id, 'teach');
  else goToProject(opened.id);
}
