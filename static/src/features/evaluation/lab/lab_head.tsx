/** The head of a lab: which mistake it is, its place among the others, and the way to these. */

import type { RefObject } from 'preact';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import './texts';

interface LabHeadProps {
  title: RefObject<HTMLHeadingElement | null>;
  heading: string;
  /** A long one wraps; else it is cut. */
  wraps?: boolean;
  place: string;
  first: boolean;
  last: boolean;
  mended: boolean;
  onClose(): void;
  onGo(step: -1 | 1): void;
}

export function LabHead({ title, heading, wraps, place, first, last, mended, onClose, onGo }: LabHeadProps) {
  return (
    <header class="row lab-head">
      <button class="btn ghost ic" aria-label={t('labBack')} title={`${t('labBack')} (Esc)`} onClick={onClose}>
        <Icon name="chevronLeft" />
      </button>
      <h1 class={`grow ${wraps ? '' : 'ell'}`} ref={title} tabIndex={-1} title={heading}>
        {heading}
      </h1>
      <p class="cap num" role="status">
        {place}
      </p>
      <button
        class="btn ic"
        aria-label={t('labBefore')}
        title={`${t('labBefore')} (←)`}
        disabled={first}
        onClick={() => onGo(-1)}
      >
        <Icon name="chevronLeft" />
      </button>
      <button
        class={`btn ${mended && !last ? 'pri' : ''}`}
        title={`${t('labNext')} (→)`}
        disabled={last}
        onClick={() => onGo(1)}
      >
        <span>{t('labNext')}</span>
        <Icon name="chevronRight" />
      </button>
    </header>
  );
}
