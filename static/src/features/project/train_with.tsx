/** The next step after pictures have come: the program learns from them. */

import type { FieldValue } from '../../canvas/contract';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import { goToProject } from '../../lib/route';
import { getTask } from '../../lib/tasks';
import { type Key, t } from '../../lib/texts';
import type { Task } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { hasTraining, makeTrainingProgram } from './training_program';
import './texts';
import '../../lib/common_texts';

/**
 * What brings a data set into the program: an empty one becomes a training with it, another one's pickers are set to
 * it. Null where there is neither.
 */
export function planTraining(opened: ProjectStore, path: string, task: Task | null): (() => Promise<void>) | null {
  if (opened.readOnly.value || opened.project.damaged) return null;
  const workspace = opened.isEmpty.value
    ? makeTrainingProgram(path, getTask(task).name, countPictures(opened, path))
    : null;
  const pickers = workspace ? [] : findPickers(opened, path);
  const exchange = workspace || pickers.length ? null : (opened.canvas.value?.planExchange(path) ?? null);
  if (!workspace && !pickers.length && !exchange) return null;
  return async () => {
    goToProject(opened.id);
    const canvas = await opened.requireCanvas();
    if (workspace) {
      canvas.load(workspace);
      opened.handleChange(canvas.save());
    } else if (exchange) exchange();
    else canvas.setFields(pickers);
    showToast(t('trainReady'), { label: t('run'), run: () => void opened.start() });
  };
}

/** The program's data set pickers that could be set to a data set: all of them, when they agree on another one. */
function findPickers(opened: ProjectStore, path: string): FieldValue[] {
  const fields = (opened.canvas.value?.values(null) ?? []).filter((field) => field.kind === 'dataset');
  const agree = new Set(fields.map((field) => field.value)).size === 1;
  return agree && fields[0].value !== path ? fields.map((field) => ({ ...field, value: path })) : [];
}

/** Pictures of an own data set; null where that is not known. */
function countPictures(opened: ProjectStore, path: string): number | null {
  return opened.choices.value.dataset?.find((one) => one.value === path)?.own?.pictures ?? null;
}

/** The button for it; nothing where it cannot be done. filled: it is the one next step. */
export function TrainWithButton({
  opened,
  path,
  task,
  filled = true,
  onDone,
}: {
  opened: ProjectStore;
  path: string;
  task: Task | null;
  filled?: boolean;
  onDone?(): void;
}) {
  const plan = planTraining(opened, path, task);
  if (!plan) return null;
  const act = () => void plan().then(onDone);
  return (
    <button class={`btn ${filled ? 'pri' : ''}`} disabled={opened.run.busy.value} onClick={act}>
      <Icon name="play" />
      <span>{t(getTrainingLabel(opened))}</span>
    </button>
  );
}

export interface TrainingStep {
  /** used: the program has the data set already; planned: it can be brought in; pick: the pupil chooses it there. */
  kind: 'used' | 'planned' | 'pick';
  /** Of its button; null where it only leads to the program. */
  label: Key | null;
  /** A program that runs is not changed. */
  disabled: boolean;
  go(): Promise<void>;
}

/** What leads from a data set to a training with it. */
export function getTrainingStep(opened: ProjectStore, path: string, task: Task | null): TrainingStep {
  const used = opened.program.value.python.includes(`'${path}'`);
  const plan = used ? null : planTraining(opened, path, task);
  if (!plan)
    return { kind: used ? 'used' : 'pick', label: null, disabled: false, go: async () => goToProject(opened.id) };
  return {
    kind: 'planned',
    label: getTrainingLabel(opened),
    disabled: opened.run.busy.value,
    go: plan,
  };
}

/** A program that trains nothing only uses the pictures. */
function getTrainingLabel(opened: ProjectStore): 'trainWith' | 'useIt' {
  return opened.isEmpty.value || hasTraining(opened.program.value.python) ? 'trainWith' : 'useIt';
}
