/** The trainings of a project: their curves beside one another, what each was trained with, what came of it. */

import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { useScrollRestoration } from '../../components/scroll';
import { makeUrl } from '../../lib/route';
import { listPlaced, TRAININGS } from '../../lib/saved_blocks';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { TrainOn } from '../cluster/train_on';
import { WhereTrains } from '../cluster/where_trains';
import { useTrainedModels } from '../model_files/use_trained_models';
import { ProgressRow } from '../output/notices';
import { ensureTrainingEnabled } from '../project/enable_training';
import { planLongerTraining, TrainLonger } from '../project/train_longer';
import { hasTraining } from '../project/training_program';
import { RunComparison } from './compare';
import { getTrainingRecords, type TrainingRecords } from './history';
import { Plots } from './plots';
import { RunList } from './run_list';
import { RunText } from './run_text';
import type { TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';

export function TrainingView({ opened }: { opened: ProjectStore }) {
  const records = getTrainingRecords(opened);
  useEffect(() => records.watch(), [records]);
  const all = records.all.value;
  const page = useScrollRestoration<HTMLDivElement>(`training:${opened.id}`, all !== null);
  return (
    <div class="page" ref={page}>
      {all ? (
        all.length ? (
          <Content opened={opened} records={records} all={all} />
        ) : (
          <TrainFirst opened={opened} />
        )
      ) : (
        <Waiting records={records} />
      )}
    </div>
  );
}

function Content({ opened, records, all }: { opened: ProjectStore; records: TrainingRecords; all: TrainingRecord[] }) {
  const shown = records.shown.value;
  return (
    <div class="training">
      <header class="row training-head">
        <h1>{t('trainings')}</h1>
        {shown.length > 1 && <span class="pill">{t('compared', { n: shown.length })}</span>}
        <span class="grow" />
        <TrainAgain opened={opened} newest={all[0]} />
        <NextStep opened={opened} newest={all[0]} />
      </header>
      {!opened.run.busy.value && <TrainOn opened={opened} />}
      <div class="panel training-progress">
        <WhereTrains results={opened.run.results} class="in-results" />
        <ProgressRow results={opened.run.results} />
      </div>
      <div class="training-main">
        {shown.length ? (
          <Plots records={records} />
        ) : (
          <div class="panel plots">
            <div class="empty">
              <Icon name="chart" size="l" />
              <b>{t('pickOne')}</b>
            </div>
          </div>
        )}
        <RunList opened={opened} records={records} />
      </div>
      {shown.length > 0 && (
        <div class="training-more">
          <RunComparison shown={shown} />
          <RunText opened={opened} shown={shown} />
        </div>
      )}
    </div>
  );
}

/** The program trains anew; an interrupted training goes on instead, by its button in the list. */
function TrainAgain({ opened, newest }: { opened: ProjectStore; newest: TrainingRecord }) {
  const block = findTrainingBlock(opened);
  if (opened.run.busy.value || newest.resumable || opened.readOnly.value) return null;
  if (!block && !hasTraining(opened.program.value.python)) return null;
  const train = () => void ensureTrainingEnabled(opened, block).then(() => opened.start());
  return (
    <button class="btn" onClick={train}>
      <Icon name="brain" />
      <span>{t('trainAgain')}</span>
    </button>
  );
}

/** The id of the first block that trains, which may be switched off. */
function findTrainingBlock(opened: ProjectStore): string | undefined {
  // The blocks are read anew when they change.
  return opened.program.value && listPlaced(opened.workspace).find((one) => TRAININGS.includes(one.type))?.id;
}

/** What to do with the newest training. An interrupted one has its button in the list. */
function NextStep({ opened, newest }: { opened: ProjectStore; newest: TrainingRecord }) {
  if (newest.ending === 'running' || newest.resumable) return null;
  const longer = opened.run.busy.value ? null : planLongerTraining(opened, newest.row.best);
  if (longer)
    return (
      <>
        <span class="cap">{t('nothingFound', { n: newest.row.epochs })}</span>
        <TrainLonger longer={longer} />
      </>
    );
  if (newest.tested)
    return (
      <a class="btn pri" href={makeUrl(opened.id, 'mistakes', newest.run.id)}>
        <Icon name="notebook" />
        <span>{t('toMistakes')}</span>
      </a>
    );
  return <ModelsLink opened={opened} />;
}

const ModelsLink = ({ opened }: { opened: ProjectStore }) => (
  <a class="btn pri" href={makeUrl(opened.id, 'models')}>
    <Icon name="package" />
    <span>{t('toModels')}</span>
  </a>
);

function TrainFirst({ opened }: { opened: ProjectStore }) {
  const trained = useTrainedModels(opened).length > 0;
  return (
    <div class="empty">
      <Icon name="chart" size="l" />
      <b>{t(trained ? 'trainedElsewhere' : 'trainFirst')}</b>
      <p>{t(trained ? 'trainedElsewhereText' : 'trainFirstText')}</p>
      <TrainOn opened={opened} />
      <p class="row empty-act">
        {trained ? (
          <ModelsLink opened={opened} />
        ) : (
          <a class="btn pri" href={makeUrl(opened.id, 'blocks')}>
            <Icon name="blocks" />
            <span>{t('toBlocks')}</span>
          </a>
        )}
      </p>
    </div>
  );
}

function Waiting({ records }: { records: TrainingRecords }) {
  const trouble = records.trouble.value;
  if (!trouble)
    return (
      <p class="loading" role="status">
        {t('viewWait')}
      </p>
    );
  return (
    <div class="empty">
      <Icon name="unplugged" size="l" />
      <b>{say(trouble)}</b>
      <p class="row empty-act">
        <button class="btn pri" onClick={() => void records.load()}>
          {t('retry')}
        </button>
      </p>
    </div>
  );
}
