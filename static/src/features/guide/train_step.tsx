/** The training: how far it is, its curve, and how to stop it. It runs the project's own program. */

import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import { TrainOn } from '../cluster/train_on';
import { WhereTrains } from '../cluster/where_trains';
import { isUnlabeled } from '../labels/labels';
import { Curves } from '../output/curve_panel';
import { LabelFirst } from './data_step';
import { describeSeconds } from './method_step';
import { findMethod, hasMemory } from './methods';
import type { GuideStore } from './store';
import './texts';
import '../project/texts';
import '../../lib/common_texts';

interface TrainProps {
  store: GuideStore;
  /** Without networks and curves, for the youngest. */
  plain?: boolean;
  /** The pictures are being labeled beside it, enough of them: what has to be over before a training begins. */
  before?(): Promise<void>;
}

export function TrainStep({ store, plain = false, before }: TrainProps) {
  const train = () => void Promise.resolve(before?.()).then(() => store.train());
  const { run } = store.opened;
  const busy = run.busy.value;
  const learned = store.learned.value;
  useEffect(() => {
    if (busy || !store.training.peek()) return;
    store.training.value = false;
    if (run.phase.peek() === 'finished' && !run.results.queued) store.notePace(run.seconds.peek());
  }, [busy]);
  return (
    <div class="panel guide-train">
      {busy ? (
        <Running store={store} />
      ) : learned?.same ? (
        <Trained store={store} onTrain={train} />
      ) : (
        <Before store={store} plain={plain} labeled={!!before} onTrain={train} />
      )}
      {!plain && !store.kind.value.program.rows && (busy || learned) && <Curves results={run.results} />}
    </div>
  );
}

interface BeforeProps {
  store: GuideStore;
  plain: boolean;
  /** There are labels, whether or not the list of data sets has them yet. */
  labeled: boolean;
  onTrain(): void;
}

function Before({ store, plain, labeled, onTrain }: BeforeProps) {
  const choice = store.getChoice();
  const cost = choice && store.estimate(choice);
  const away = store.opened.trainOn.value;
  const there = choice && store.estimateThere(choice);
  const counts = store.counts.value;
  const method = choice && findMethod(store.methods.value, choice);
  const { error } = store.opened.run;
  const set = store.set.value;
  const unlabeled = !labeled && set !== null && isUnlabeled(set);
  const free = store.networks.value?.memory ?? Number.POSITIVE_INFINITY;
  return (
    <>
      {store.learned.value && <p class="guide-note warn">{t('guideOtherTraining')}</p>}
      {error.value && (
        <div class="guide-note warn" role="alert">
          <p>
            {t('guideBroke')} {say(error.value.title)}
          </p>
          <button class="btn link" onClick={() => store.opened.showTrouble()}>
            {t('guideWhy')}
          </button>
        </div>
      )}
      {unlabeled && <LabelFirst store={store} />}
      {!plain && (
        <p>
          <b>{method && t(`guideMethod_${method.name}`)}</b>{' '}
          {choice && counts && t('guideWhat', { name: choice.backbone, n: counts.train })}
        </p>
      )}
      <div class="row guide-go">
        {!unlabeled && <TrainButton store={store} filled onTrain={onTrain} />}
        {cost && !away && <span class="cap">{describeSeconds(cost.seconds)}</span>}
      </div>
      <TrainOn
        opened={store.opened}
        times={{
          here: cost && describeSeconds(cost.seconds),
          there: there === null ? null : describeSeconds(there),
        }}
      />
      {cost && !away && !hasMemory(cost, free) && <p class="guide-note warn">{t('guideTight')}</p>}
      <p class="cap">{t(store.program.value!.plan.watch ? 'guideThenTest' : 'guideThen')}</p>
    </>
  );
}

function Trained({ store, onTrain }: { store: GuideStore; onTrain(): void }) {
  const { stopped, seconds, older } = store.learned.value!;
  const whole = !stopped && !older;
  return (
    <div class="row guide-go">
      <Icon name={whole ? 'ok' : 'info'} class={whole ? 'ok-text' : ''} />
      <b class={whole ? 'ok-text' : ''}>{t(older ? 'olderTraining' : stopped ? 'guideStopped' : 'guideTrained')}</b>
      <span class="cap grow">
        {older ? '' : seconds === null ? t('guideEarlier') : t('guideTook', { n: Math.max(1, Math.round(seconds)) })}
      </span>
      {stopped && <ContinueButton store={store} />}
      <TrainButton store={store} filled={false} onTrain={onTrain} />
    </div>
  );
}

/** A training that was stopped goes on; its test and its file come after it. */
export function ContinueButton({ store }: { store: GuideStore }) {
  return (
    <button class="btn big" disabled={store.opened.run.busy.value} onClick={() => void store.train(true)}>
      <Icon name="play" />
      <span>{t('goOnTraining')}</span>
    </button>
  );
}

function TrainButton({ store, filled, onTrain }: { store: GuideStore; filled: boolean; onTrain(): void }) {
  return (
    <button
      class={`btn big ${filled ? 'pri' : ''} guide-train-go`}
      disabled={store.opened.run.busy.value}
      onClick={onTrain}
    >
      <Icon name="brain" />
      <span>{t(filled ? 'guideTrain' : 'guideAgain')}</span>
    </button>
  );
}

function Running({ store }: { store: GuideStore }) {
  const { run } = store.opened;
  const { progress, trainings, tests } = run.results.read();
  const ended = trainings.at(-1)?.ended;
  const share = progress ? progress.done / Math.max(1, progress.total) : 0;
  const words = ended
    ? t(tests.length ? 'guideConverting' : 'guideTesting')
    : !progress
      ? t('guideWarming')
      : progress.unit === 'epoch'
        ? t('epochs', { n: progress.done, m: progress.total })
        : t('guideLooking', { n: progress.done, m: progress.total });
  const left = progress?.seconds_left;
  return (
    <>
      <div class="row guide-go">
        <p class="grow num" role="status">
          <b>{words}</b>
          {left ? <span class="cap"> {t('guideLeft', { name: describeSeconds(left) })}</span> : null}
          {progress?.busy && <span class="cap warn-text"> {t('computerBusy')}</span>}
        </p>
        <button class="btn stop big" onClick={() => store.opened.stop()}>
          <Icon name="square" />
          <span>{t('stop')}</span>
        </button>
      </div>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
      </span>
      <WhereTrains results={run.results} />
    </>
  );
}
