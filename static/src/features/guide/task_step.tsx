/** The task: to recognize, or to find. Only what can be learned today is offered. */

import { Icon } from '../../components/icon';
import type { Dataset } from '../../lib/dataset_types';
import { getTask } from '../../lib/tasks';
import { say, t } from '../../lib/texts';
import type { Task } from '../../lib/types';
import { canDrawBoxes } from '../data/labeling/draw_boxes';
import { LabelingLink } from '../data/labeling_link';
import { getTaskName } from '../labels/labels';
import { findFittingTask, listOffered, teachesBoxes } from './program';
import type { GuideStore, Refusal } from './store';
import './texts';
import '../../lib/common_texts';

export function TaskStep({ store }: { store: GuideStore }) {
  const refusal = store.refusal.value;
  const chosen = refusal?.task ?? store.program.value?.plan.task;
  const isChosen = (task: Task) => getTask(task).program.block === (chosen && getTask(chosen).program.block);
  return (
    <>
      <div class="guide-options" role="radiogroup" aria-labelledby="guide-title">
        {listOffered().map((task) => (
          <label key={task} class={`guide-option guide-task ${isChosen(task) ? 'chosen' : ''}`}>
            <input
              type="radio"
              name="task"
              checked={isChosen(task)}
              disabled={!store.writable.value || store.opened.run.busy.value}
              onChange={() => void store.chooseTask(task)}
            />
            <Icon name={getTask(task).steps!.icon} size="l" />
            <span>
              <b>{t(getTask(task).steps!.title)}</b> <span class="mut">{getTaskName(task)}</span>
              <span class="cap">{t(getTask(task).steps!.text)}</span>
            </span>
          </label>
        ))}
      </div>
      {refusal && <RefusedSet store={store} refusal={refusal} />}
    </>
  );
}

/** Why a data set is not taken, and the two ways out. */
export function RefusedSet({ store, refusal }: { store: GuideStore; refusal: Refusal }) {
  const { set, task } = refusal;
  const other = findFittingTask(set);
  const fitting = store.listFitting(task);
  return (
    <section class="guide-refused" role="alert">
      <p>
        <Icon name="alert" class="bad-text" />
        <span>
          <b>{say(set.title)}</b> {describeRefusal(refusal, set)}
        </span>
      </p>
      <div class="guide-ways">
        {other && (
          <button class="btn pri" onClick={() => void store.followSet(refusal)}>
            {t(getTask(other).steps!.instead)}
          </button>
        )}
        {teachesBoxes(task) && canDrawBoxes(set) && (
          <button class="btn" onClick={() => void store.drawBoxes(set)}>
            <Icon name="dashed" />
            <span>{t('drawBoxes')}</span>
          </button>
        )}
        <LabelingLink store={store.data} set={set} kind="btn pri" onGo={() => store.leaveToLabel()} />
        {fitting.length > 0 && (
          <>
            <span class="cap">{t('guideFitting')}</span>
            {fitting.map((one) => (
              <button key={one.name} class="btn" onClick={() => void store.takeInstead(refusal, one)}>
                {say(one.title)}
              </button>
            ))}
          </>
        )}
      </div>
    </section>
  );
}

function describeRefusal({ task }: Refusal, set: Dataset): string {
  const { task: labels } = set;
  if (!labels) return t('guideNoLabels');
  const reason = getTask(task).steps!.refuses?.[getTask(labels).labels];
  if (reason) return t(reason);
  return t(findFittingTask(set) ? 'guideOtherLabels' : 'guideNotYet', { name: getTaskName(labels) });
}
