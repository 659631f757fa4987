/** "Steps": from the task to a model in use, one step at a time; beside each, the blocks that it writes. */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { goToView, place } from '../../lib/route';
import { type Key, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { BlocksMargin } from './blocks_margin';
import { DataStep } from './data_step';
import { DatasetSummary } from './dataset_summary';
import { LeadOn } from './lead_on';
import { MethodStep } from './method_step';
import { BlocksButton } from './mini_block';
import { ConvertStep, TestStep, UseStep } from './result_steps';
import { findLack, findStep, holds, isDone, isOpen, type Progress, STEPS, type StepName } from './steps';
import { type GuideStore, getGuideStore } from './store';
import { TaskStep } from './task_step';
import { TrainStep } from './train_step';
import './texts';
import '../../lib/common_texts';

const VIEWS: Record<StepName, (props: { store: GuideStore }) => preact.ComponentChild> = {
  task: TaskStep,
  data: DataStep,
  method: MethodStep,
  train: TrainStep,
  test: TestStep,
  convert: ConvertStep,
  use: UseStep,
};

export function GuideView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getGuideStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  const named = place.value.kind === 'project' ? place.value.detail : null;
  const progress = store.getProgress();
  const sets = store.data.sets.value;
  const wanted = STEPS.find((one) => one === named) ?? store.step.value;
  const step = wanted && isOpen(wanted, progress) ? wanted : findStep(progress);
  const ready = sets !== null;
  useEffect(() => {
    if (!ready) return;
    // It stays when what it asks for is done: one goes on by oneself.
    store.step.value = step;
    document.getElementById('guide-step')?.scrollTo({ top: 0 });
  }, [step, ready]);
  const training = store.training.value;
  useEffect(() => {
    if (training) goToView(opened.id, 'guide', 'train');
  }, [training]);
  if (!store.program.value && !store.writable.value) return <OtherProgram />;
  if (!ready)
    return (
      <p class="loading" role="status">
        {t('viewWait')}
      </p>
    );
  const Step = VIEWS[step];
  const grown = store.program.value?.grown ?? false;
  return (
    <div class="guide" data-focus-next="#guide-step">
      <Stepper opened={opened} step={step} progress={progress} />
      <div class="guide-columns">
        <DatasetSummary store={store} />
        <section class="guide-step" id="guide-step" aria-labelledby="guide-title" tabIndex={-1}>
          {grown && (
            <div class="guide-note warn row">
              <p class="grow">{t('guideGrown')}</p>
              <BlocksButton
                opened={opened}
                block={store.program.value?.blocks.model}
                kind=""
                text={t('guideToBlocks')}
              />
            </div>
          )}
          <h1 id="guide-title">{t(`guideTitle_${step}`)}</h1>
          <p class="cap guide-lead">
            {t(grown && CHOSEN.includes(step) ? 'guideFixed' : pickWords(store, `guideLead_${step}`))}
          </p>
          {store.learned.value?.changed && step !== 'task' && <DataChanged store={store} step={step} />}
          <Step store={store} />
        </section>
        <BlocksMargin store={store} step={step} />
      </div>
      <Foot opened={opened} step={step} progress={progress} grown={grown} />
    </div>
  );
}

/** The ticks of the training are those of other data. */
function DataChanged({ store, step }: { store: GuideStore; step: StepName }) {
  return (
    <div class="guide-note warn row">
      <p class="grow">{t('guideDataChanged')}</p>
      {step !== 'train' && (
        <button class="btn" onClick={() => goToView(store.opened.id, 'guide', 'train')}>
          <Icon name="brain" />
          <span>{t('guideToTraining')}</span>
        </button>
      )}
    </div>
  );
}

function OtherProgram() {
  return (
    <div class="empty">
      <Icon name="route" size="l" />
      <b>{t('guideOther')}</b>
      <p>{t('guideOtherText')}</p>
    </div>
  );
}

interface AroundProps {
  opened: ProjectStore;
  step: StepName;
  progress: Progress;
}

function Stepper({ opened, step, progress }: AroundProps) {
  return (
    <nav class="guide-stepper" aria-label={t('guideSteps')}>
      <ol>
        {STEPS.map((one, number) => {
          const done = isDone(one, progress);
          return (
            <li key={one} class={done ? 'done' : ''}>
              <button
                class="guide-stop"
                aria-current={one === step ? 'step' : undefined}
                disabled={!isOpen(one, progress)}
                onClick={() => goToView(opened.id, 'guide', one)}
              >
                <span class="guide-number num">{done ? <Icon name="check" size="s" /> : number + 1}</span>
                <span>{getStepName(one)}</span>
                {done && <span class="sr">{t('guideDone')}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Steps in which something is chosen. */
const CHOSEN: readonly StepName[] = ['task', 'data', 'method'];

function Foot({ opened, step, progress, grown }: AroundProps & { grown: boolean }) {
  const at = STEPS.indexOf(step);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const open = holds(step, progress);
  const store = getGuideStore(opened);
  const again = step === 'test' && store.writable.value && store.foundNothing.value;
  return (
    <footer class="guide-foot">
      {before && (
        <button class="btn" onClick={() => goToView(opened.id, 'guide', before)}>
          <Icon name="arrowLeft" />
          <span>{t('guideBack', { name: getStepName(before) })}</span>
        </button>
      )}
      <span class="grow" />
      {!after && <LeadOn store={store} />}
      {after && step !== 'use' && (
        <>
          <span class="cap guide-hint">
            {t(pickWords(store, describeNext(step, progress, open, opened.run.busy.value, grown)))}
          </span>
          <button
            class={`btn big ${open && !again ? 'pri' : ''}`}
            disabled={!open || opened.run.busy.value}
            onClick={() => goToView(opened.id, 'guide', after)}
          >
            <span>{t('guideNext', { name: getStepName(after) })}</span>
            <Icon name="arrowRight" />
          </button>
        </>
      )}
    </footer>
  );
}

/** What comes next, or why the button to it cannot be pressed. */
function describeNext(
  step: Exclude<StepName, 'use'>,
  progress: Progress,
  open: boolean,
  busy: boolean,
  grown: boolean,
): Key {
  if (progress.refused) return 'guideNeedWay';
  if (busy) return 'guideNeedEnd';
  const lack = step === 'data' && !open ? findLack(progress) : null;
  if (lack) return `guideLack_${lack}`;
  if (open && !grown && progress.learned && (step === 'data' || step === 'method')) return 'guideHintLearned';
  if (open && grown && CHOSEN.includes(step)) return 'guideHintFixed';
  return `${open ? 'guideHint' : 'guideNeed'}_${step}`;
}

/** The same sentences where rows are learned, and no pictures. */
const OF_ROWS: Partial<Record<Key, Key>> = {
  guideLead_data: 'guideLead_data_rows',
  guideHint_convert: 'guideHint_convert_rows',
  guideNeed_data: 'guideNeed_data_rows',
  guideLack_none: 'guideLack_none_rows',
};
const pickWords = (store: GuideStore, key: Key) => (store.kind.value.program.rows && OF_ROWS[key]) || key;

const getStepName = (step: StepName) => t(`guideStep_${step}`);
