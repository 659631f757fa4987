/** The list of trainings: which are compared, what each came to, and how an interrupted one goes on. */

import { confirmAction } from '../../components/confirm';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { describeFewValidated } from '../../lib/numbers/few';
import { formatValue, getScore } from '../../lib/numbers/metric_format';
import { makeUrl } from '../../lib/route';
import { type Key, lang, say, t } from '../../lib/texts';
import { formatDate, formatDuration } from '../../lib/time';
import type { ProjectStore } from '../../state/project_store';
import { Stroke } from '../output/strokes';
import { describeChanges } from './config_diff';
import type { TrainingRecords } from './history';
import { describeBestEpoch } from './metrics';
import type { Ending, TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';

const ENDINGS: { [E in Ending]: Key | null } = {
  running: null,
  finished: null,
  early: 'endedEarly',
  stopped: 'stopped',
  error: 'error',
  broken: 'lost',
};
const CHANGES_NAMED = 2;

export function RunList({ opened, records }: { opened: ProjectStore; records: TrainingRecords }) {
  const all = records.all.value ?? [];
  return (
    <section class="panel runs" aria-label={t('trainings')}>
      <table>
        <thead>
          <tr>
            <th>{t('whichTraining')}</th>
            <th class="right">
              {t(
                all.some((one) => ['recall', 'mAP50', 'mae'].includes(getScore(one.row.best).name))
                  ? 'score'
                  : 'checkMark',
              )}
            </th>
            <th class="right">{t('bestEpoch')}</th>
            <th class="right">{t('took')}</th>
            <th>
              <span class="sr">{t('itsMistakes')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((one, index) => (
            <Row key={one.key} opened={opened} records={records} record={one} newest={index === 0} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  opened: ProjectStore;
  records: TrainingRecords;
  record: TrainingRecord;
  newest: boolean;
}

function Row({ opened, records, record, newest }: RowProps) {
  const { run, row, ending, resumable, tested } = record;
  const score = getScore(row.best);
  const look = records.compared.value.indexOf(record.key);
  return (
    <tr class={look < 0 ? '' : 'compared'}>
      <th scope="row">
        <button
          class="run-pick"
          aria-pressed={look >= 0}
          title={t(look < 0 ? 'compareIt' : 'compareNot')}
          onClick={() => records.toggle(record.key)}
        >
          <Icon name={look < 0 ? 'unchecked' : 'checked'} class="run-box" />
          <span class="run-words">
            <span class="row run-name">
              {look >= 0 && <Stroke index={look} />}
              <b>{t('training', { n: record.number })}</b>
              <span class="mut num">{formatDate(run.started)}</span>
            </span>
            <RunDescription record={record} before={records.findPrevious(record)} />
          </span>
        </button>
        {resumable && (
          <p class="run-acts">
            <button
              class={`btn ${newest ? 'pri' : ''}`}
              disabled={opened.run.busy.value}
              onClick={() => void opened.start({ resume: true })}
            >
              <Icon name="play" />
              <span>{t('goOnTraining')}</span>
            </button>
          </p>
        )}
      </th>
      <td class="right num">
        <b>{formatValue(score.name, score.value)}</b>
        {score.name === 'mae' && <span class="cap run-score">{t('meanError')}</span>}
        {score.name === 'mAP50' && <span class="cap run-score">mAP50</span>}
        {score.name === 'recall' && (
          <span class="cap run-score">
            {[t('foundOfAll'), t('framesRight', { n: formatValue('precision', row.best.precision ?? null) })].join(
              ' · ',
            )}
          </span>
        )}
        {score.value !== null && <span class="cap run-score">{describeFewValidated(row.validated)}</span>}
      </td>
      <td class="right num">{describeBestEpoch(record)}</td>
      <td class="right num">
        {ending === 'running'
          ? t('epochs', { n: row.epochs, m: row.planned })
          : row.seconds === null
            ? '–'
            : formatDuration(row.seconds)}
      </td>
      <td>
        {tested && (
          <a
            class="btn ghost ic"
            href={makeUrl(opened.id, 'mistakes', run.id)}
            aria-label={t('itsMistakes')}
            title={t('itsMistakes')}
          >
            <Icon name="notebook" />
          </a>
        )}
        {ending !== 'running' && <DeleteRun opened={opened} records={records} record={record} />}
      </td>
    </tr>
  );
}

/** Deletes the run with all that it recorded; its other trainings go with it. */
function DeleteRun({ opened, records, record: { run, number } }: Omit<RowProps, 'newest'>) {
  const words = t('deleteRun', { n: number });
  const remove = async () => {
    const more = run.trainings.length - 1;
    if (
      !(await confirmAction({
        title: words,
        text: more
          ? `${t('deleteRunText')}${lang.value === 'zh' ? '' : ' '}${t('deleteRunMore', { n: more })}`
          : t('deleteRunText'),
        act: t('deleteForGood'),
      }))
    )
      return;
    try {
      await api.deleteRun(opened.id, run.id);
    } catch (error) {
      return showToast(say(api.describeError(error)));
    }
    showToast(t('runDeleted', { n: number }));
    if (opened.run.summary.peek()?.id === run.id) opened.reload();
    else await records.load();
  };
  return (
    <button class="btn ghost ic" aria-label={words} title={words} onClick={() => void remove()}>
      <Icon name="trash" />
    </button>
  );
}

/** The model, how it ended where that is worth saying, and what was changed since the training before. */
function RunDescription({ record, before }: { record: TrainingRecord; before: TrainingRecord | null }) {
  const changes = describeChanges(before, record);
  const ending = ENDINGS[record.ending];
  const more = changes.length - CHANGES_NAMED;
  const model =
    before && before.row.model !== record.row.model ? `${before.row.model} → ${record.row.model}` : record.row.model;
  return (
    <span class="cap run-said">
      {record.ending === 'running' && (
        <span class="state amber running">
          <i />
          {t('trainingNow')}
        </span>
      )}
      {ending && <span class={record.ending === 'error' ? 'bad-text' : 'warn-text'}>{t(ending)}</span>}
      {record.ending !== 'finished' && ' · '}
      {[model, ...changes.slice(0, CHANGES_NAMED), ...(more > 0 ? [t('changedMore', { n: more })] : [])].join(' · ')}
    </span>
  );
}
