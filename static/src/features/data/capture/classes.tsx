/** The class that is collected now, and how many pictures each one has. */

import { useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { CaptureSession } from './capture_session';
import './texts';

export function ClassPicker({ collector }: { collector: CaptureSession }) {
  const [naming, setNaming] = useState(false);
  const [classes, chosen] = [collector.classes.value, collector.label.value];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (classes.findIndex(({ name }) => name === chosen) + step + classes.length) % classes.length;
    collector.choose(classes[at].name);
    (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus();
  };
  return (
    <section class="col-classes">
      <h3 class="row">
        <span class="grow">{t('colClass')}</span>
        <button class={`btn ${classes.length ? '' : 'pri'}`} onClick={() => setNaming(true)}>
          <Icon name="plus" />
          <span>{t('colNewClass')}</span>
        </button>
      </h3>
      <div class="col-chips" role="radiogroup" aria-label={t('colClass')} onKeyDown={move}>
        {classes.map(({ name, count }, number) => {
          const on = name === chosen;
          return (
            <button
              key={name}
              class="col-chip"
              role="radio"
              aria-checked={on}
              aria-label={t('colCount', { name, n: count })}
              title={name}
              tabIndex={on || (!chosen && !number) ? 0 : -1}
              onClick={() => collector.choose(name)}
            >
              <span class="ell">{name}</span>
              <b class="num">{t('colTotal', { m: count })}</b>
            </button>
          );
        })}
      </div>
      {naming && (
        <NameDialog
          title={t('colNewClass')}
          label={t('colClassName')}
          name=""
          onName={(name) => collector.choose(name)}
          onClose={() => setNaming(false)}
        />
      )}
    </section>
  );
}
