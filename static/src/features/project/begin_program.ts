/** A program of its own for a trained model. */

import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToProject } from '../../lib/route';
import { getTask } from '../../lib/tasks';
import { lang, say, t } from '../../lib/texts';
import type { ModelFile, Task } from '../../lib/types';
import { getConfidence, getSettings } from '../../state/inference_settings';
import type { ProjectStore } from '../../state/project_store';
import { getModelName } from '../model_files/model_names';
import { makeUseProgram } from './use_program';
import './texts';

/**
 * A new project with the model alone: a program there trains nothing, and the steps stay as they are. What the
 * sliders of the model are set to stands in its block, and its file keeps its name.
 */
export async function beginProgram(opened: ProjectStore, file: ModelFile, task: Task, servo: boolean): Promise<void> {
  const settings = getSettings(opened.id).peek();
  const { program } = getTask(task);
  const options: Record<string, number> = program.pickSettings?.(settings) ?? {
    confidence: getConfidence(settings, file),
  };
  try {
    const title = t('guideOnTitle', { name: opened.title.peek() });
    const made = await api.createProject({ title, lang: lang.peek() });
    const row = await api.addToLibrary(opened.id, file.path, getModelName(file.path));
    const { path } = await api.copyFromLibrary(made.id, row.id);
    await api.removeFromLibrary(row.id);
    const turn = servo ? await program.loadServo?.() : undefined;
    const workspace = makeUseProgram({ file: path, classes: file.classes ?? [], options, turn });
    await api.saveWorkspace(made.id, workspace, made.version);
    goToProject(made.id);
    showToast(t('guideOnMade', { name: made.title }));
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
}
