/** What the pictures of a set are to be marked with, and the first classes: asked once, where its files do not say. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import { splitTyped } from '../../../lib/class_names';
import { goToView } from '../../../lib/route';
import { listTasks } from '../../../lib/tasks';
import { t } from '../../../lib/texts';
import type { Task } from '../../../lib/types';
import { isSorted } from '../../labels/labels';
import type { DatasetStore } from '../store';
import { declareTask } from './state/labeling_api';
import { showError } from './state/labeling_store';
import { ClassesField, TaskField } from './task_fields';
import './texts';
import '../texts';

export function TaskChooser({ data, set, onDone }: { data: DatasetStore; set: string; onDone(): void }) {
  const [task, setTask] = useState<Task>(listTasks().find(({ labeling }) => labeling.draws)!.name);
  const [classes, setClasses] = useState('');
  const [busy, setBusy] = useState(false);
  const names = splitTyped(classes);
  // Pictures of one class each are sorted many at a time: on the wall, where the first of a class names it.
  const sorted = isSorted({ task });
  const start = async (event: Event) => {
    event.preventDefault();
    if (sorted) {
      goToView(data.opened.id, 'data', set);
      return showToast(t('labelOnWall'));
    }
    setBusy(true);
    try {
      await declareTask(data.opened.id, set, task, names);
      await data.load(set);
      onDone();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="page">
      <form class="panel data-form label-begin" onSubmit={(event) => void start(event)}>
        <h1>{t('labelWhatFor')}</h1>
        <TaskField task={task} onChange={setTask} headed />
        {!sorted && <ClassesField classes={classes} onChange={setClasses} />}
        <div class="row dialog-foot">
          <button type="button" class="btn" onClick={() => goToView(data.opened.id, 'data', set)}>
            {t('labelBack')}
          </button>
          <button type="submit" class="btn pri" disabled={busy || (!sorted && !names.length)}>
            {t('labelStart')}
          </button>
        </div>
      </form>
    </div>
  );
}

/** A set without pictures: nothing can be labeled. */
export function NoPictures({ data, set }: { data: DatasetStore; set: string }) {
  return (
    <div class="empty">
      <Icon name="image" size="l" />
      <b>{t('labelNoPictures')}</b>
      <p>{t('labelNoPicturesText')}</p>
      <p class="row empty-act">
        <button class="btn pri" onClick={() => goToView(data.opened.id, 'data', set)}>
          {t('labelBack')}
        </button>
      </p>
    </div>
  );
}
