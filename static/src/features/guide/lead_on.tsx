/** Where the steps end: a program with the model, a servo that it turns, and the model on its way out. */

import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import type { ModelFile } from '../../lib/types';
import { showExport } from '../export/export_dialog';
import { beginProgram } from './begin_program';
import type { GuideStore } from './store';
import './texts';

/** The id of its heading. */
export const LEAD_ON = 'guide-on';

export function LeadOn({ store, file }: { store: GuideStore; file: ModelFile }) {
  const { opened } = store;
  const { task } = store.program.value!.plan;
  const servo = task === 'classification';
  return (
    <section class="panel guide-on" aria-labelledby={LEAD_ON}>
      <h2 id={LEAD_ON}>{t('guideOn')}</h2>
      <p class="cap">{t('guideOnText')}</p>
      <div class="guide-ways">
        <button
          class={`btn ${store.used.value ? 'pri' : ''}`}
          onClick={() => void beginProgram(opened, file, task, false)}
        >
          <Icon name="blocks" />
          <span>{t('guideOnProgram')}</span>
        </button>
        {servo && (
          <button class="btn" onClick={() => void beginProgram(opened, file, task, true)}>
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
