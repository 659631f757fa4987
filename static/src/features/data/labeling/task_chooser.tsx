/** What the pictures of a set are to be marked with, and the first classes: asked once, where its files do not say. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { goToView } from '../../../lib/route';
import { t } from '../../../lib/texts';
import type { Task } from '../../../lib/types';
import { splitNames, TASKS } from '../labels';
import type { DatasetStore } from '../store';
import { declareTask } from './state/labeling_api';
import { showError } from './state/labeling_store';
import './texts';
import '../texts';

const OFFERED: readonly Task[] = ['detection', 'instance', 'semantic', 'multi_label'];

export function TaskChooser({ data, set, onDone }: { data: DatasetStore; set: string; onDone(): void }) {
  const [task, setTask] = useState<Task>('detection');
  const [classes, setClasses] = useState('');
  const [busy, setBusy] = useState(false);
  const names = splitNames(classes);
  const start = async (event: Event) => {
    event.preventDefault();
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
        <fieldset class="data-tasks">
          <legend class="sr">{t('whatFor')}</legend>
          {OFFERED.map((one) => (
            <label key={one} class="data-task">
              <input type="radio" name="task" checked={task === one} onChange={() => setTask(one)} />
              <span>
                <b>{t(TASKS[one].name)}</b>
                <span class="cap">{t(TASKS[one].about)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label>
          <span>{t('classesText')}</span>
          <input
            type="text"
            value={classes}
            placeholder={t('classesExample')}
            onInput={(event) => setClasses(event.currentTarget.value)}
          />
        </label>
        <div class="row dialog-foot">
          <button type="button" class="btn" onClick={() => goToView(data.opened.id, 'data', set)}>
            {t('labelBack')}
          </button>
          <button type="submit" class="btn pri" disabled={busy || !names.length}>
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
