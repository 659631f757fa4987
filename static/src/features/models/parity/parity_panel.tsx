/** Whether every file of a model, wherever it runs, answers as the trained model does. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { makeThumbnailUrl } from '../../../lib/api';
import { formatNumber, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { ParityReport, ParityRow } from '../../model_files/parity_api';
import { AnswerChanges } from '../answer_changes';
import { Backends } from './backends';
import './texts';
import '../../model_files/texts';

/** Confidences have four digits: what differs less is not seen. */
const TINY = 0.0001;

export function ParityPanel({ opened, reports }: { opened: ProjectStore; reports: ParityReport[] }) {
  const rows = reports.flatMap((report) => report.rows.map((row) => ({ key: `${report.path} ${row.name}`, row })));
  return (
    <section class="panel parity-panel" aria-label={t('parityTitle')}>
      <h2>{t('parityTitle')}</h2>
      <p class="cap">{t(rows.length ? 'parityAbout' : 'parityNone')}</p>
      {rows.length > 0 && (
        <table class="model-table">
          <thead>
            <tr>
              <th>{t('parityWhere')}</th>
              <th>{t('modelFile')}</th>
              <th class="right">{t('sameAnswers')}</th>
              <th class="right">{t('parityApart')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, row }) => (
              <Row key={key} opened={opened} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <Backends />
    </section>
  );
}

function Row({ opened, row }: { opened: ProjectStore; row: ParityRow }) {
  const [shown, show] = useState(false);
  const ties = row.ties ?? 0;
  const whole = row.same + ties === row.pictures;
  return (
    <>
      <tr>
        <th scope="row">{row.name === 'program' ? t('parityProgram') : row.name}</th>
        <td class="ell" title={row.file}>
          {row.file}
        </td>
        <td class="right num">
          <span class="parity">
            <Icon name={whole ? 'ok' : 'warning'} size="s" class={whole ? 'ok-text' : 'warn-text'} />
            {formatNumber(row.same)} / {formatNumber(row.pictures)}
          </span>
          {ties > 0 && <span class="cap">{t('parityTies', { n: ties })}</span>}
        </td>
        <td class="right num">{describeDifference(row)}</td>
        <td>
          {row.different.length > 0 && (
            <button class="btn link" aria-expanded={shown} onClick={() => show(!shown)}>
              {t('paritySee', { n: row.different.length })}
            </button>
          )}
        </td>
      </tr>
      {shown && (
        <tr>
          <td colSpan={5}>
            <Pictures opened={opened} row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

function Pictures({ opened, row }: { opened: ProjectStore; row: ParityRow }) {
  const changes = row.different.map(({ picture, theirs, ours, tie }) => ({
    path: picture,
    address: makeThumbnailUrl(opened.id, picture, 160),
    before: theirs,
    after: ours,
    remark: tie ? ` (${t('parityTie')})` : '',
  }));
  return <AnswerChanges changes={changes} />;
}

function describeDifference(row: ParityRow): string {
  if (row.largest_shift !== null) return t('parityPixels', { n: Number(row.largest_shift.toPrecision(2)) });
  if (row.largest_difference === null) return '–';
  return row.largest_difference < TINY ? `< ${TINY}` : row.largest_difference.toPrecision(2);
}
