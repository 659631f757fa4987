/** What the lock on the code means, and how it is opened. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import './lock_texts';

export function LockCard({ opened, onClose }: { opened: ProjectStore; onClose(): void }) {
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const close = () => {
    onClose();
    document.querySelector<HTMLElement>('.code-lock')?.focus();
  };
  return (
    <section class="lock-card" aria-label={t('lockTitle')} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <h3 class="panel-title">{t('lockTitle')}</h3>
      <p>{t('lockText')}</p>
      <div class="row">
        <button
          class="btn pri"
          ref={first}
          onClick={() => {
            opened.code.setLock(false);
            onClose();
          }}
        >
          <Icon name="lockOpen" />
          <span>{t('openLock')}</span>
        </button>
        <button class="btn" onClick={close}>
          {t('notNow')}
        </button>
      </div>
    </section>
  );
}
