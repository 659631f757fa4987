/** Where the steps end: a program with the model, a servo that it turns, and the model on its way out. */

import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToProject } from '../../lib/route';
import { lang, say, t } from '../../lib/texts';
import type { ModelFile } from '../../lib/types';
import { showExport } from '../export/export_dialog';
import type { GuideStore } from './store';
import { makeUseProgram } from './use_program';
import './texts';

/** The id of its heading. */
export const LEAD_ON = 'guide-on';

export function LeadOn({ store, file }: { store: GuideStore; file: ModelFile }) {
  const { opened } = store;
  const servo = store.program.value!.plan.task === 'classification';
  return (
    <section class="panel guide-on" aria-labelledby={LEAD_ON}>
      <h2 id={LEAD_ON}>{t('guideOn')}</h2>
      <p class="cap">{t('guideOnText')}</p>
      <div class="guide-ways">
        <button class={`btn ${store.used.value ? 'pri' : ''}`} onClick={() => void beginProgram(store, file, false)}>
          <Icon name="blocks" />
          <span>{t('guideOnProgram')}</span>
        </button>
        {servo && (
          <button class="btn" onClick={() => void beginProgram(store, file, true)}>
            <Icon name="cpu" />
            <span>{t('guideOnServo')}</span>
          </button>
        )}
        <button class="btn" onClick={() => showExport(opened)}>
          <Icon name="zip" />
          <span>{t('guideOnExport')}</span>
        </button>
      </div>
    </section>
  );
}

/** A new project with the model alone: a program there trains nothing, and the steps stay as they are. */
async function beginProgram(store: GuideStore, file: ModelFile, servo: boolean): Promise<void> {
  const { opened } = store;
  const { task } = store.program.peek()!.plan;
  try {
    const title = t('guideOnTitle', { name: opened.title.peek() });
    const made = await api.createProject({ title, lang: lang.peek() });
    const row = await api.addToLibrary(opened.id, file.path, opened.title.peek());
    const { path } = await api.copyFromLibrary(made.id, row.id);
    await api.removeFromLibrary(row.id);
    const workspace = makeUseProgram({ file: path, task, classes: file.classes ?? [], servo });
    await api.saveWorkspace(made.id, workspace, made.version);
    goToProject(made.id);
    showToast(t('guideOnMade', { name: made.title }));
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
}
