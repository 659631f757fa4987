/** The rows above the results: how far a task is, what came out of it, which files were written. */

import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import { findConstantScore } from '../../lib/numbers/epoch_scores';
import { goToView } from '../../lib/route';
import { type Key, say, t, type Values } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import type { Results } from '../../state/results';
import { planLongerTraining, TrainLonger } from '../project/train_longer';
import './texts';
import '../../lib/common_texts';
import type { FileWrittenEvent, ProgressEvent } from '../../lib/messages';
import { type AnyTest, isFlawless } from '../../lib/numbers/flawless';
import { getTestTask } from '../../lib/run_types';
import { getTask } from '../../lib/tasks';
import type { AnyEvaluation } from '../../lib/types';

const TASKS: Record<string, Key> = {
  embed: 'taskEmbed',
  evaluate: 'taskEvaluate',
  inference: 'taskInference',
  convert: 'taskConvert',
  prune: 'taskPrune',
  data: 'taskData',
  fetch: 'taskFetch',
};
const UNITS: Record<string, Key> = {
  epoch: 'epochs',
  picture: 'picturesDone',
  file: 'filesDone',
  layer: 'layersDone',
  megabyte: 'megabytesDone',
};
const FILES_SHOWN = 2;
const LONG = 90;

export function describeEpoch(progress: ProgressEvent): string {
  const counted = t(UNITS[progress.unit] ?? 'stepsDone', { n: progress.done, m: progress.total });
  const task = TASKS[progress.task];
  return task ? `${t(task)} · ${counted}` : counted;
}

function describeTimeLeft(seconds: number | null): string {
  if (seconds === null || seconds < 1) return '';
  return seconds > LONG ? t('leftMinutes', { n: Math.round(seconds / 60) }) : t('left', { n: Math.ceil(seconds) });
}

export function ProgressRow({ results }: { results: Results }) {
  const { progress } = results.read();
  if (!progress) return null;
  const percent = progress.total > 0 ? Math.min(100, (progress.done / progress.total) * 100) : 0;
  return (
    <div class="prog">
      <div class="row">
        <b class="grow ell">{describeEpoch(progress)}</b>
        {!!progress.memory && <span class="cap num">{t('memoryTaken', { n: progress.memory })}</span>}
        <span class="cap num">{describeTimeLeft(progress.seconds_left)}</span>
        {progress.busy && <span class="cap warn-text">{t('computerBusy')}</span>}
      </div>
      <div
        class="bar"
        role="progressbar"
        aria-label={describeEpoch(progress)}
        aria-valuemin={0}
        aria-valuemax={progress.total}
        aria-valuenow={progress.done}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

/** The green strip of a finished run: what came out, and what could be done next. */
export function OutcomeRow({ opened, onMistakes }: { opened: ProjectStore; onMistakes(): void }) {
  const { run } = opened;
  const results = run.results.read();
  if (run.phase.value === 'stopped') return <StoppedRow opened={opened} results={results} />;
  if (run.phase.value !== 'finished') return null;
  const tests = listTests(results);
  const wrong = results.pictures.some((one) => one.mark === false);
  // A test that kept its pictures has a view of its own; else the wrong ones among the pictures shown are all there is.
  const toMistakes = tests.some((one) => ('matrix' in one ? one.matrix : one.pictures).length)
    ? () => goToView(opened.id, 'mistakes')
    : wrong
      ? onMistakes
      : null;
  const model = findModel(results.files);
  // With nothing wrong to look at, the model to try is next.
  const test = tests.at(-1);
  const look = toMistakes && !(model && test && isFlawless(test));
  const ended = results.trainings.at(-1)?.ended;
  const longer = ended && planLongerTraining(opened, ended.best);
  const words = describeTest(results, test) ?? t('doneIn', { t: formatDuration(run.seconds.value) });
  return (
    <div class="prog ok">
      <div class="row">
        <Icon name="ok" class="ok-text" />
        <div class="grow">
          <b>{words}</b>
          <p class="cap">
            {longer ? t('nothingFound', { n: ended.epochs }) : look ? t('nextMistakes') : describeNextStep(opened)}
          </p>
        </div>
        <span class="row outcome-acts">
          {model && (
            <button
              class={look || longer ? 'btn' : 'btn pri'}
              onClick={() => goToView(opened.id, 'models', model.path)}
            >
              {t('tryIt')}
            </button>
          )}
          {toMistakes && (
            <button class={look && !longer ? 'btn pri' : 'btn'} onClick={toMistakes}>
              {t('mistakes')}
            </button>
          )}
          {longer && <TrainLonger longer={longer} />}
        </span>
      </div>
    </div>
  );
}

declare module '../../lib/tasks' {
  interface TaskKind {
    /** What a test came to; none: the strip of a finished run says nothing of it. */
    describeOutcome?(test: AnyEvaluation): [key: Key, values: Values];
  }
}

/** The tests of which something is said, the newest last. */
const listTests = ({ tests }: Results) => tests.filter((one) => getTask(getTestTask(one)).describeOutcome) as AnyTest[];

function describeTest({ curves }: Results, test: AnyTest | undefined): string | null {
  if (!test) return null;
  const said = t(...getTask(getTestTask(test)).describeOutcome!(test));
  return curves.length ? t('trained', { test: said }) : said;
}

/** The model to try: the newest converted one, or else the newest weights, of a training its best ones. */
function findModel(files: FileWrittenEvent[]): FileWrittenEvent | undefined {
  const weights = files.filter((one) => one.role === 'weights');
  const newest = weights.at(-1);
  const best = `${newest?.path.replace(/[^/]*$/, '')}best_`;
  return (
    files.findLast((one) => one.role === 'model') ?? weights.findLast((one) => one.path.startsWith(best)) ?? newest
  );
}

function describeNextStep(opened: ProjectStore): string {
  const loose = opened.program.value.problems.find((problem) => problem.code === 'loose');
  if (loose) return say(loose.text);
  const name = opened.canvas.value?.nextStep();
  return name ? t('nextBlock', { name }) : t(getNextStep(opened));
}

function getNextStep(opened: ProjectStore): Key {
  const { results } = opened.run;
  if (listTests(results).length || results.files.some((one) => one.role === 'model')) return 'nextModel';
  return opened.program.value.python ? 'nextHello' : 'nextDrag';
}

/** A training that was stopped keeps its best round, and can go on. */
function StoppedRow({ opened, results }: { opened: ProjectStore; results: Results }) {
  const curve = results.curves.find((one) => one.panel === 'train');
  // As the training itself says: its curve has fewer points than it had rounds.
  const training = results.trainings.at(-1);
  const said = training?.ended?.best.epoch;
  const alike = findConstantScore(training?.points ?? []) !== null;
  const best = said ?? curve?.best('mAP') ?? curve?.best('accuracy') ?? curve?.best('mIoU') ?? null;
  if (!curve || best === null || !results.files.some((one) => one.role === 'weights')) return null;
  const inTheMiddle = (curve.x.at(-1) ?? 0) < (curve.total ?? 0);
  return (
    <div class="prog still">
      <div class="row">
        <Icon name={inTheMiddle ? 'info' : 'ok'} class="mut" />
        <b class="grow">{t(!alike ? 'bestKept' : inTheMiddle ? 'alikeKept' : 'trainedKept', { n: best })}</b>
        {!inTheMiddle && <UseTrained opened={opened} />}
        {inTheMiddle && (
          <button class="btn pri" onClick={() => void opened.start({ resume: true })}>
            <Icon name="play" />
            <span>{t('goOnTraining')}</span>
          </button>
        )}
      </div>
    </div>
  );
}

/** A camera's program trains again at every run: the next ones may begin with what is trained. */
function UseTrained({ opened }: { opened: ProjectStore }) {
  const path = opened.run.results.trainings.at(-1)?.ended?.path;
  const canvas = opened.canvas.value;
  // The blocks are read anew when they change.
  const plan = opened.program.value && path && !opened.readOnly.value ? canvas?.planUseTrained(path) : null;
  if (!canvas || !plan) return null;
  const act = () => {
    canvas.showBlock(plan());
    showToast(t('usesTrained'), { label: t('undo'), run: () => canvas.undo() });
  };
  return (
    <button class="btn pri" onClick={act}>
      {t('useTrained')}
    </button>
  );
}

function formatDuration(seconds: number): string {
  if (seconds < LONG)
    return t('seconds', { n: seconds < 10 ? Math.max(0.1, Math.round(seconds * 10) / 10) : Math.round(seconds) });
  return t('minutesShort', { n: Math.round(seconds / 60) });
}

/** Files that a child goes on with; weights and lists are only named in the text. */
export function FileRows({ results }: { results: Results }) {
  const shown = results
    .read()
    .files.filter((one) => one.role === 'model')
    .slice(-FILES_SHOWN);
  if (!shown.length) return null;
  return (
    <ul class="files">
      {shown.map((one) => (
        <FileRow key={one.path} file={one} />
      ))}
    </ul>
  );
}

function FileRow({ file }: { file: FileWrittenEvent }) {
  return (
    <li class="row">
      <Icon name="file" class="ok-text" />
      <span>{t('fileModel')}</span>
      <code>{file.path}</code>
    </li>
  );
}
