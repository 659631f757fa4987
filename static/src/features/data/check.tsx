/** What the check found, worst first, each with its pictures; above all, the one next step. */

import { useState } from 'preact/hooks';
import { Loading } from '../../components/feedback/loading';
import { ProgressBar } from '../../components/feedback/progress_bar';
import { Icon } from '../../components/icon';
import type { Dataset, DatasetIssue } from '../../lib/dataset_types';
import { goToView } from '../../lib/route';
import { t } from '../../lib/texts';
import type { ModelFile } from '../../lib/types';
import { isUnlabeled } from '../labels/labels';
import { useTrainedModels } from '../model_files/use_trained_models';
import { getTrainingStep } from '../project/train_with';
import { FindingRow, MendedRow } from './finding';
import { LabelingLink } from './labeling_link';
import { SplitDialog } from './split';
import type { DatasetStore } from './store';
import { formatChecked, getLabelState, summarizeDoctor } from './suspects/doctor_summary';
import { LookalikeRows } from './suspects/lookalikes';
import { SuspectsRow } from './suspects/suspects';
import './texts';
import '../../lib/common_texts';

/** Findings that splitting mends. */
const LEAKS = /leak/;

export function CheckPanel({ store, set }: { store: DatasetStore; set: Dataset }) {
  const health = store.health.value;
  if (store.checking.value?.mending === null) return <Checking store={store} />;
  if (!health) return <Loading />;
  if (!health.answer) return <Unchecked store={store} set={set} />;
  const findings = [...health.findings].sort((a, b) => Number(b.level === 'reject') - Number(a.level === 'reject'));
  const first = health.stale ? undefined : findings.find((one) => one.mend && one.mend !== 'uneven')?.key;
  const next = (
    <Next store={store} set={set} findings={findings} kind={first || store.asking.value ? 'btn' : 'btn pri'} />
  );
  // Wrong labels found spoil most, and what mends them is in sight on a low page.
  const doubtful = getLabelState(store) === 'doubtful';
  return (
    <>
      <header class="row data-doctor">
        <Icon name="stethoscope" />
        <div class="grow">
          <h2>{summarizeDoctor(store)?.headline}</h2>
          <p class="cap">{t('checkedThen', { m: health.pictures, t: formatChecked(health.checked) })}</p>
          {!health.stale && (
            <button class="btn link" title={t('recheckText')} onClick={() => void store.check()}>
              <span>{t('recheck')}</span>
            </button>
          )}
        </div>
      </header>
      {health.stale ? <Stale store={store} /> : !first && next}
      {doubtful && <SuspectsRow store={store} />}
      <ul class="data-findings">
        {health.mended
          .filter((one) => store.edits.isActive(one.edit))
          .map((one) => (
            <MendedRow key={one.edit} store={store} mended={one} />
          ))}
        {findings.map((one) => (
          <FindingRow
            key={one.key}
            store={store}
            set={set}
            finding={one}
            first={one.key === first && !store.asking.value}
          />
        ))}
      </ul>
      {!doubtful && <SuspectsRow store={store} />}
      <LookalikeRows store={store} />
      {first && next}
    </>
  );
}

function Stale({ store }: { store: DatasetStore }) {
  const kind = store.asking.value ? 'btn' : 'btn pri';
  return (
    <section class="data-next">
      <p>
        <b>{t('staleCheck')}</b>
      </p>
      <button class={kind} title={t('recheckText')} onClick={() => void store.check()}>
        <Icon name="refresh" />
        <span>{t('recheck')}</span>
      </button>
    </section>
  );
}

function Unchecked({ store, set }: { store: DatasetStore; set: Dataset }) {
  if (!set.pictures)
    return (
      <div class="empty">
        <Icon name="stethoscope" size="l" />
        <b>{t('nothingToCheck')}</b>
        <p>{t('nothingToCheckText')}</p>
      </div>
    );
  const unlabeled = isUnlabeled(set);
  return (
    <>
      {unlabeled && <LabelFirst store={store} set={set} kind="btn pri" />}
      <div class="empty">
        <Icon name="stethoscope" size="l" />
        <b>{t('notChecked')}</b>
        <p>{t('notCheckedText')}</p>
        <p class="row empty-act">
          <button class={`btn ${unlabeled ? '' : 'pri'}`} onClick={() => void store.check()}>
            {t('checkNow')}
          </button>
        </p>
      </div>
    </>
  );
}

function Checking({ store }: { store: DatasetStore }) {
  const { done, total, stop } = store.checking.value!;
  const percent = total ? Math.round((100 * done) / total) : 0;
  return (
    <div class="data-checking" role="status">
      <b>{t('checking')}</b>
      <ProgressBar label={t('checking')} percent={percent} />
      <p class="row">
        <span class="grow num cap">{total ? t('doneOf', { n: done, m: total }) : ''}</span>
        <button class="btn" onClick={stop}>
          {t('cancel')}
        </button>
      </p>
    </div>
  );
}

interface NextProps {
  store: DatasetStore;
  set: Dataset;
  findings: DatasetIssue[];
  /** Of the button: filled where nothing is to be mended before. */
  kind: string;
}

/** Checked, then labeled, then divided, then learned from. */
function Next({ store, set, findings, kind }: NextProps) {
  const [dividing, setDividing] = useState(false);
  const models = useTrainedModels(store.opened);
  if (!set.pictures) return null;
  if (isUnlabeled(set)) return <LabelFirst store={store} set={set} kind={kind} />;
  if (set.answer === 'reject') return null;
  const leaks = findings.some((one) => LEAKS.test(one.key));
  const learned = isLearnedFrom(store, set, models);
  if (((!set.divided && !learned) || leaks) && !set.builtin) {
    return (
      <section class="data-next">
        <p>
          <b>{t(leaks ? 'nextLeak' : 'nextDivide')}</b>
        </p>
        <p class="cap">{t(leaks ? 'nextLeakText' : 'nextDivideText')}</p>
        <button class={kind} onClick={() => setDividing(true)}>
          <Icon name="split" />
          <span>{t('divide')}</span>
        </button>
        {dividing && <SplitDialog store={store} set={set} onClose={() => setDividing(false)} />}
      </section>
    );
  }
  const step = getTrainingStep(store.opened, set.path, set.task);
  if (step.kind === 'used' && learned) return <Trained store={store} set={set} kind={kind} />;
  const about = { used: 'nextRunText', planned: 'nextUseText', pick: 'nextPickText' } as const;
  return (
    <section class="data-next">
      <p>
        <b>{t(step.kind === 'used' ? 'nextRun' : 'nextUse')}</b>
      </p>
      <p class="cap">{t(about[step.kind], { name: set.name })}</p>
      <button class={kind} disabled={step.disabled} onClick={() => void step.go()}>
        <Icon name="blocks" />
        <span>{t(step.label ?? 'toTheBlocks')}</span>
      </button>
      <RestLink store={store} set={set} />
    </section>
  );
}

/** Whether the project has a model that learned from it. */
function isLearnedFrom({ opened }: DatasetStore, set: Dataset, models: ModelFile[]): boolean {
  const { trainings } = opened.run.results.read();
  const last = trainings.at(-1);
  if (last?.ended?.path && last.began.dataset.path === set.path) return true;
  return models.some((one) => one.data?.path === set.path);
}

function Trained({ store, set, kind }: Omit<NextProps, 'findings'>) {
  return (
    <section class="data-next">
      <p>
        <b>{t('nextTrained')}</b>
      </p>
      <p class="cap">{t('nextTrainedText', { name: set.name })}</p>
      <button class={kind} onClick={() => goToView(store.opened.id, 'models')}>
        <Icon name="package" />
        <span>{t('toTheModels')}</span>
      </button>
      <RestLink store={store} set={set} />
    </section>
  );
}

/** The pictures that nobody has labeled yet. */
function RestLink({ store, set }: { store: DatasetStore; set: Dataset }) {
  if (!set.unlabeled) return null;
  return (
    <>
      <p class="cap">{t('nextLabelRest', { n: set.unlabeled })}</p>
      <LabelingLink store={store} set={set} />
    </>
  );
}

/** Things are to be learned, and nobody has marked any. */
function LabelFirst({ store, set, kind }: Omit<NextProps, 'findings'>) {
  return (
    <section class="data-next">
      <p>
        <b>{t('nextLabel')}</b>
      </p>
      <p class="cap">{t('nextLabelText')}</p>
      <LabelingLink store={store} set={set} kind={kind} />
    </section>
  );
}
