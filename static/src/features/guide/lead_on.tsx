/** Where the steps end: a program with the model, a servo that it turns, and the model on its way out. */

import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import { showExport } from '../export/export_dialog';
import { beginProgram } from '../project/begin_program';
import type { GuideStore } from './store';
import './texts';

export function LeadOn({ store }: { store: GuideStore }) {
  const { opened } = store;
  const file = store.file.value;
  if (!file) return null;
  const { task } = store.program.value!.plan;
  const { loadServo, rows } = store.kind.value.program;
  const used = store.used.value;
  return (
    <section class="row guide-on" aria-labelledby="guide-on">
      <h2 id="guide-on">{t('guideOn')}</h2>
      {/* That program looks at the pictures of a camera. */}
      {!rows && (
        <button class={`btn ${used ? 'pri' : ''}`} onClick={() => void beginProgram(opened, file, task, false)}>
          <Icon name="blocks" />
          <span>{t('guideOnProgram')}</span>
        </button>
      )}
      {loadServo && (
        <button class="btn" onClick={() => void beginProgram(opened, file, task, true)}>
          <Icon name="cpu" />
          <span>{t('guideOnServo')}</span>
        </button>
      )}
      <button class={`btn ${rows && used ? 'pri' : ''}`} onClick={() => showExport(opened)}>
        <Icon name="zip" />
        <span>{t('guideOnExport')}</span>
      </button>
    </section>
  );
}
