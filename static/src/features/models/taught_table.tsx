/** The models of sentences, points and tables: fitted in Teach, in Steps or by a program, answered there. */

import type { TaughtModel } from '../../lib/dataset_types';
import { formatMark } from '../../lib/numbers/shares';
import { goToView } from '../../lib/route';
import { findTask } from '../../lib/tasks';
import { type Key, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { ProjectStore } from '../../state/project_store';
import '../model_files/texts';
import '../evaluation/texts';
import '../../lib/common_texts';

const KINDS: Record<string, Key> = {
  text_classification: 'taughtSentences',
  points_classification: 'taughtPoints',
};

export function TaughtTable({ opened, models }: { opened: ProjectStore; models: TaughtModel[] }) {
  return (
    <section class="panel models" aria-label={t('taughtModels')}>
      <table>
        <thead>
          <tr>
            <th>{t('taughtModels')}</th>
            <th class="right">{t('score')}</th>
            <th>
              <span class="sr">{t('taughtOpen')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map((one) => (
            <tr key={one.path}>
              <th scope="row">
                <span class="row model-name">
                  <b class="ell" title={one.path}>
                    {one.path.split('/').at(-2)}
                  </b>
                  <span class="pill">
                    {t(findTask(one.task)?.program.rows ? 'taughtRows' : (KINDS[one.task] ?? 'taughtPoints'))}
                  </span>
                </span>
                <span class="cap model-said">
                  {[t('classCount', { n: one.classes.length }), formatDate(one.modified)].join(' · ')}
                </span>
              </th>
              <td class="right num">{one.accuracy === null ? '–' : formatMark(one.accuracy)}</td>
              <td>
                <OpenButton opened={opened} model={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OpenButton({ opened, model }: { opened: ProjectStore; model: TaughtModel }) {
  const rows = findTask(model.task)?.program.rows;
  return (
    <button class="btn" onClick={() => goToView(opened.id, rows ? 'guide' : 'teach')}>
      {t(rows ? 'taughtSteps' : 'taughtOpen')}
    </button>
  );
}
