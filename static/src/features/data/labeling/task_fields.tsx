/** What the pictures of a set are for, and its classes: fields of a form. */

import { splitTyped } from '../../../lib/class_names';
import { listTasks } from '../../../lib/tasks';
import { t } from '../../../lib/texts';
import type { Task } from '../../../lib/types';
import '../../labels/labels';
import '../texts';

interface TaskFieldProps {
  task: Task;
  onChange(task: Task): void;
  /** Whether a heading above says already what is asked. */
  headed?: boolean;
}

export function TaskField({ task, onChange, headed }: TaskFieldProps) {
  return (
    <fieldset class="data-tasks">
      <legend class={headed ? 'sr' : undefined}>{t('whatFor')}</legend>
      {listTasks()
        .filter(({ labels }) => labels !== 'number' && labels !== 'column') // which tables or the names of folders say
        .map(({ name, words }) => (
          <label key={name} class="data-task">
            <input type="radio" name="task" checked={task === name} onChange={() => onChange(name)} />
            <span>
              <b>{t(words.name)}</b>
              <span class="cap">{t(words.about)}</span>
            </span>
          </label>
        ))}
    </fieldset>
  );
}

export function ClassesField({ classes, onChange }: { classes: string; onChange(classes: string): void }) {
  const names = splitTyped(classes);
  return (
    <label>
      <span>{t('classesText')}</span>
      <input
        type="text"
        value={classes}
        placeholder={t('classesExample')}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {names.length > 0 && (
        <span class="cap" role="status">
          {t('classesUnderstood', { n: names.length, name: names.join(' | ') })}
        </span>
      )}
    </label>
  );
}
