/** How it learns can be chosen without leaving the page: the same ways as in the steps, with what each costs. */

import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import { MethodStep } from '../guide/method_step';
import type { GuideStore } from '../guide/store';
import './texts';

export function AnotherWay({ guide }: { guide: GuideStore }) {
  const [open, setOpen] = useState(false);
  if (!guide.program.value || !guide.changeable.value) return null;
  return (
    <>
      <button class="btn link teach-way" disabled={guide.opened.run.busy.value} onClick={() => setOpen(true)}>
        <span>{t('teachWay')}</span>
        <Icon name="chevronRight" size="s" />
      </button>
      {open && <Ways guide={guide} onClose={() => setOpen(false)} />}
    </>
  );
}

function Ways({ guide, onClose }: { guide: GuideStore; onClose(): void }) {
  useEffect(() => guide.enter(), [guide]);
  return (
    <Dialog title={t('teachWay')} class="teach-ways" onClose={onClose}>
      <p class="cap" id="guide-title">
        {t('teachWayText')}
      </p>
      <MethodStep store={guide} />
      <div class="row teach-ways-done">
        <button class="btn pri" onClick={onClose}>
          {t('teachWayDone')}
        </button>
      </div>
    </Dialog>
  );
}
