/** The data: a set of the project, one that is brought in, or a sample that comes along. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SkippedFileList } from '../../components/files/skipped_files';
import { Icon } from '../../components/icon';
import { lazyPart } from '../../components/lazy';
import type { Dataset } from '../../lib/dataset_types';
import { say, t } from '../../lib/texts';
import { ImportMenu } from '../data/browser/toolbar';
import { LabelingLink } from '../data/labeling_link';
import { NewDatasetDialog } from '../data/new_dataset';
import { arrived } from '../import/upload';
import { getTaskName, hasClasses, hasLocations, isUnlabeled } from '../labels/labels';
import { fits } from './program';
import type { GuideStore } from './store';
import { RefusedSet } from './task_step';
import './texts';
import '../../lib/common_texts';

/** The ways to come by pictures. own: another one, beside those that all tasks have. */
export function DataWays({ store, own }: { store: GuideStore; own?: ComponentChildren }) {
  return (
    <div class="guide-ways">
      <ImportMenu store={store.data} />
      {store.kind.value.steps!.collects && <Collect store={store} />}
      {own}
    </div>
  );
}

/** plain: the sets alone; the ways to come by pictures stand elsewhere. */
interface DataStepProps {
  store: GuideStore;
  plain?: boolean;
}

export function DataStep(props: DataStepProps) {
  const { loadData } = props.store.kind.value.steps!;
  const Data = loadData && lazyPart(loadData);
  return Data ? <Data store={props.store} /> : <PictureSets {...props} />;
}

function PictureSets({ store, plain = false }: DataStepProps) {
  const task = store.program.value!.plan.task;
  const sets = store.data.sets.value ?? [];
  const usable = sets.filter((one) => fits(task, one));
  const others = sets.filter((one) => !usable.includes(one) && !one.builtin);
  const refusal = store.refusal.value;
  const { loadQuestion } = store.kind.value.steps!;
  const Question = loadQuestion && lazyPart(loadQuestion);
  useArrival(store);
  useCheck(store);
  return (
    <>
      {!plain && <DataWays store={store} />}
      {!plain && hasClasses({ task }) && !usable.some((one) => !one.builtin) && (
        <p class="cap">{t('guideUnlabeled')}</p>
      )}
      {Question && <Question store={store} />}
      {refusal && <RefusedSet store={store} refusal={refusal} />}
      <Arrival />
      {!refusal && <LabelFirst store={store} />}
      <div class="guide-options" role="radiogroup" aria-labelledby="guide-title">
        {[...usable.filter((one) => !one.builtin), ...usable.filter((one) => one.builtin), ...others].map((one) => (
          <SetOption key={one.name} store={store} set={one} fitting={usable.includes(one)} />
        ))}
      </div>
    </>
  );
}

/** Nobody has said yet what is in the pictures: that is what is asked for. */
export function LabelFirst({ store }: { store: GuideStore }) {
  const set = store.set.value;
  if (!set || !isUnlabeled(set)) return null;
  return (
    <div class="guide-note warn row">
      <p class="grow">{t(hasLocations(set) ? 'guideNoBoxes' : 'guideLack_unlabeled')}</p>
      <LabelingLink store={store.data} set={set} kind="btn pri" onGo={() => store.leaveToLabel()} />
    </div>
  );
}

export function SetOption({ store, set, fitting }: { store: GuideStore; set: Dataset; fitting: boolean }) {
  const chosen = store.refusal.value ? store.refusal.value.set.name === set.name : store.set.value?.name === set.name;
  return (
    <label class={`guide-option guide-set ${chosen ? 'chosen' : ''} ${fitting ? '' : 'odd'}`}>
      <input
        type="radio"
        name="set"
        checked={chosen}
        disabled={!store.writable.value || store.opened.run.busy.value || isClosed(set)}
        onChange={() => void store.chooseSet(set)}
      />
      <span>
        <b>{say(set.title)}</b>
        <span class="cap">{describeSet(set, fitting)}</span>
      </span>
      {set.builtin ? (
        <span class="pill">{t('guideSample')}</span>
      ) : (
        !fitting && !set.coming && <span class="pill">{t('guideOdd')}</span>
      )}
    </label>
  );
}

/** Whether it cannot be chosen now; a table is read when it is. */
const isClosed = ({ samples, coming, problem }: Dataset) => (coming && samples !== 'row') || problem !== null;

/** What it is for is said where that is another task than the chosen one. */
function describeSet(set: Dataset, fitting: boolean): string {
  if (set.problem) return say(set.problem);
  if (set.coming && set.samples !== 'row') return t('guideReading');
  const counts =
    set.samples !== 'row' && hasClasses(set)
      ? t('guideCounts', { n: set.pictures, m: set.classes.length })
      : set.samples === 'row'
        ? t('rowCount', { n: set.pictures })
        : t('pictureCount', { n: set.pictures });
  return [!fitting && set.task && getTaskName(set.task), counts].filter(Boolean).join(' · ');
}

function Collect({ store }: { store: GuideStore }) {
  const [naming, setNaming] = useState(false);
  return (
    <>
      <button class="btn" onClick={() => setNaming(true)}>
        <Icon name="camera" />
        <span>{t('guideCollect')}</span>
      </button>
      {naming && <NewDatasetDialog store={store.data} collect onClose={() => setNaming(false)} />}
    </>
  );
}

/** What has just been brought in is chosen, or refused. */
function useArrival(store: GuideStore): void {
  const made = arrived.value;
  useEffect(() => {
    if (made) void store.takeArrival(made);
  }, [made]);
}

/** A set that is chosen is looked at by the doctor, and again when its pictures have changed. */
function useCheck(store: GuideStore): void {
  const set = store.set.value;
  const report = store.data.name.value === set?.name ? store.data.health.value : null;
  const unseen =
    set !== null && !set.builtin && set.pictures > 0 && report !== null && (!report.answer || report.stale);
  useEffect(() => {
    if (unseen) void store.data.checkPictures();
  }, [unseen, set?.name]);
}

/** What was left out of what was brought in; the rest is the doctor's to say. */
function Arrival() {
  const left = arrived.value?.left_out ?? [];
  return left.length ? (
    <div class="guide-note warn">
      <SkippedFileList files={left} />
    </div>
  ) : null;
}
