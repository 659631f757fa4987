/** A new data set: its name, what its pictures are for, and its classes. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { splitTyped } from '../../lib/class_names';
import { listTasks } from '../../lib/tasks';
import { t } from '../../lib/texts';
import type { Task } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import * as calls from './api';
import { ClassesField, TaskField } from './labeling/task_fields';
import { type DatasetStore, getDatasetStore } from './store';
import './texts';
import '../../lib/common_texts';
import '../labels/texts';

const LONGEST = 60;

export function NewDatasetDialog({
  store,
  collect = false,
  onMade,
  onClose,
}: {
  store: DatasetStore;
  /** Pictures are to be taken for it at once. */
  collect?: boolean;
  /** Told the name of the new set, before it is shown. */
  onMade?(name: string): void;
  onClose(): void;
}) {
  const [name, setName] = useState('');
  const [task, setTask] = useState<Task>(listTasks()[0].name);
  const [classes, setClasses] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const words = splitTyped(classes);
  const create = async (event: Event) => {
    event.preventDefault();
    const made = await store.change(
      () => calls.createDataset(store.opened.id, name.trim(), task, words),
      ({ name }) => {
        onMade?.(name);
        return name;
      },
    );
    if (!made) return;
    onClose();
    if (collect) store.collecting.value = true;
  };
  return (
    <Dialog title={t('newSet')} onClose={onClose}>
      <form class="data-form" onSubmit={(event) => void create(event)}>
        <label>
          <span>{t('setName')}</span>
          <input
            type="text"
            ref={input}
            value={name}
            maxLength={LONGEST}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <TaskField task={task} onChange={setTask} />
        <ClassesField classes={classes} onChange={setClasses} />
        <div class="row dialog-foot">
          <button type="button" class="btn" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" class="btn pri" disabled={!name.trim()}>
            {t('create')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Asked for on a block: the block gets the new set, and its pictures are what comes next. */
export function NewDatasetForBlock({ opened, take }: { opened: ProjectStore; take(path: string): void }) {
  return (
    <NewDatasetDialog
      store={getDatasetStore(opened)}
      onMade={(name) => take(`data/${name}`)}
      onClose={() => (opened.datasetAsked.value = null)}
    />
  );
}
