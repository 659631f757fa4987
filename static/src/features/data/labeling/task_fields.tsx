/** What the pictures of a set are for, and its classes: fields of a form. */

import { splitTyped } from '../../../lib/class_names';
import { t } from '../../../lib/texts';
import type { Task } from '../../../lib/types';
import { TASKS } from '../../labels/labels';
import '../texts';

interface TaskFieldProps {
  offered: readonly Task[];
  task: Task;
  onChange(task: Task): void;
  /** Whether a heading above says already what is asked. */
  headed?: boolean;
}

export function TaskField({ offered, task, onChange, headed }: TaskFieldProps) {
  return (
    <fieldset class="data-tasks">
      <legend class={headed ? 'sr' : undefined}>{t('whatFor')}</legend>
      {offered.map((one) => (
        <label key={one} class="data-task">
          <input type="radio" name="task" checked={task === one} onChange={() => onChange(one)} />
          <span>
            <b>{t(TASKS[one].name)}</b>
            <span class="cap">{t(TASKS[one].about)}</span>
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
