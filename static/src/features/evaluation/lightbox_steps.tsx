/** Below a large picture: the way to its neighbors, by buttons and arrows, and what is said of it between them. */

import type { ComponentChildren } from 'preact';
import { Icon } from '../../components/icon';
import { useKeyDown } from '../../components/key_events';
import { t } from '../../lib/texts';
import '../../lib/common_texts';

interface LightboxStepsProps {
  index: number;
  count: number;
  onGo(index: number): void;
  class?: string;
  children: ComponentChildren;
}

export function LightboxSteps({ index, count, onGo, class: look = '', children }: LightboxStepsProps) {
  const go = (to: number) => to >= 0 && to < count && onGo(to);
  useKeyDown((event) => {
    if (event.key === 'ArrowLeft') go(index - 1);
    if (event.key === 'ArrowRight') go(index + 1);
  });
  return (
    <div class={`row ${look}`}>
      <button class="btn ic" aria-label={t('before')} disabled={index <= 0} onClick={() => go(index - 1)}>
        <Icon name="chevronLeft" />
      </button>
      {children}
      <button class="btn ic" aria-label={t('after')} disabled={index >= count - 1} onClick={() => go(index + 1)}>
        <Icon name="chevronRight" />
      </button>
    </div>
  );
}
