/** A window over the page. The browser keeps the focus inside and closes it on Escape. */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../lib/texts';
import { Icon } from './icon';
import '../lib/common_texts';

interface DialogProps {
  title: string;
  onClose(): void;
  class?: string;
  /** A click beside it does not close it. */
  firm?: boolean;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, class: kind = '', firm = false, children }: DialogProps) {
  // Before the next paint: who opens a window and types at once loses no letter.
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    element.current?.showModal();
    return () => before?.focus();
  }, []);
  const outside = (event: MouseEvent) => !firm && event.target === element.current && onClose();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by what holds the focus
    <dialog class={`dialog ${kind}`} ref={element} aria-label={title} onClose={onClose} onClick={outside}>
      <div class="dialog-inside">
        <header class="row dialog-head">
          <h2 class="grow">{title}</h2>
          <button class="btn ghost ic" aria-label={t('close')} onClick={onClose}>
            <Icon name="x" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
