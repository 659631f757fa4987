/** A project becomes another one: copies, what can be saved nowhere else, and the way to the bin. */

import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goHome, goToProject } from '../../lib/route';
import { lang, say, t } from '../../lib/texts';
import type { Project } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { moveToTrash } from '../project/delete_project';
import '../project/texts';

/** Copies the project with its data and models, as it stands on the canvas, and opens the copy. */
export async function duplicateProject(opened: ProjectStore): Promise<void> {
  opened.canvas.value?.flush();
  await opened.saving.waitForSaves();
  await reportErrors(() => openCopy(opened));
}

/** The project's folder cannot be written: a copy gets what was changed on the canvas too. */
export async function workOnCopy(opened: ProjectStore): Promise<void> {
  await reportErrors(() => openCopy(opened));
}

/** The folder is gone: what stands on the canvas becomes a project again. */
export async function saveElsewhere(opened: ProjectStore): Promise<void> {
  const title = opened.title.value;
  await reportErrors(async () => goTo(opened, await saveAs(opened, title), t('savedElsewhere', { name: title })));
}

export async function deleteProject(opened: ProjectStore): Promise<void> {
  opened.canvas.value?.flush();
  await opened.saving.waitForSaves();
  if (await moveToTrash(opened.id, opened.title.value, goToProject)) goHome();
}

async function openCopy(opened: ProjectStore): Promise<void> {
  const title = t('duplicateName', { name: opened.title.value });
  const copy = await api.duplicateProject(opened.id, title);
  const unsaved = opened.saving.pending;
  if (unsaved) await api.saveWorkspace(copy.id, unsaved, copy.version);
  goTo(opened, copy, t('duplicated', { name: title }));
}

async function saveAs(opened: ProjectStore, title: string): Promise<Project> {
  const workspace = opened.canvas.value?.flush() ?? opened.saving.pending ?? opened.project.workspace;
  const made = await api.createProject({ title, lang: lang.value });
  await api.saveWorkspace(made.id, workspace, made.version);
  return made;
}

/** A project that was made anew may have the id of the one that is gone. */
function goTo(opened: ProjectStore, made: Project, words: string): void {
  showToast(words);
  if (made.id === opened.id) opened.reload();
  else goToProject(made.id);
}

async function reportErrors(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
}
