/** The models of sentences and points: fitted in Teach or by a program, answered there. */

import { useEffect, useState } from 'preact/hooks';
import type { TaughtModel } from '../../lib/dataset_types';
import { formatMark } from '../../lib/numbers/shares';
import { goToView } from '../../lib/route';
import { type Key, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { ProjectStore } from '../../state/project_store';
import { fetchTaught } from '../model_files/taught_api';
import '../model_files/texts';
import '../evaluation/texts';
import '../../lib/common_texts';

const KINDS: Record<string, Key> = { text_classification: 'taughtSentences', points_classification: 'taughtPoints' };

/** Null before the first answer. */
export function useTaughtModels({ id, run }: ProjectStore): TaughtModel[] | null {
  const [models, setModels] = useState<TaughtModel[] | null>(null);
  useEffect(() => void fetchTaught(id).then(setModels, () => setModels([])), [id, run.busy.value]);
  return models;
}

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
                  <span class="pill">{t(KINDS[one.task] ?? 'taughtPoints')}</span>
                </span>
                <span class="cap model-said">
                  {[t('classCount', { n: one.classes.length }), formatDate(one.modified)].join(' · ')}
                </span>
              </th>
              <td class="right num">{one.accuracy === null ? '–' : formatMark(one.accuracy)}</td>
              <td>
                <button class="btn" onClick={() => goToView(opened.id, 'teach')}>
                  {t('taughtOpen')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
