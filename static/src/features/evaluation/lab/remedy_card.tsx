/** A card of what helps against a mistake, and what it says once that was done. */

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon, type IconName } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { LabEdit, LabStore } from './lab_store';
import type { Remedy } from './lab_types';
import '../../../lib/common_texts';

/** The order of the cards of a picture; it stays while somebody is at them. */
export function useSteadyOrder(path: string, wanted: Remedy[], isHeld: () => boolean): Remedy[] {
  const shown = useRef({ path, order: wanted });
  if (shown.current.path !== path || !isHeld()) shown.current = { path, order: wanted };
  return shown.current.order;
}

interface CardProps {
  icon: IconName;
  title: string;
  text: string;
  shortcut: string;
  children: ComponentChildren;
}

export function Card({ icon, title, text, shortcut, children }: CardProps) {
  return (
    <section class="lab-remedy">
      <span class="lab-icon">
        <Icon name={icon} />
      </span>
      <div class="lab-words">
        <h3>{title}</h3>
        <p class="cap">{text}</p>
        <div class="lab-acts">{children}</div>
      </div>
      {shortcut && <kbd>{shortcut}</kbd>}
    </section>
  );
}

export function Done({ lab, edit, text }: { lab: LabStore; edit: LabEdit; text: string }) {
  return (
    <>
      <span class="pill good" role="status">
        <Icon name="check" size="s" />
        <span class="ell">{text}</span>
      </span>
      <button
        class="btn"
        aria-keyshortcuts="Control+Z"
        title="Ctrl+Z"
        disabled={lab.busy.value}
        onClick={() => void lab.undo(edit)}
      >
        <Icon name="undo" />
        <span>{t('undo')}</span>
      </button>
    </>
  );
}
