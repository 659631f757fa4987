/** The turn of a class in the test by somebody else: nothing is taken before they say that they are ready. */

import { t } from '../../../lib/texts';
import '../texts';

interface TurnProps {
  title: string;
  /** How many samples were taken of how many. */
  taken: string;
  /** It begins anew with each. */
  label: string;
  waiting: boolean;
  onReady(): void;
  onCancel(): void;
}

export function TestTurn({ title, taken, label, waiting, onReady, onCancel }: TurnProps) {
  return (
    <div class="teach-turn">
      <p role="status">
        <b>{title}</b>
        <span class="num">{waiting ? t('teachTurnReady') : taken}</span>
      </p>
      <div class="teach-turn-buttons">
        <button
          class={`btn ${waiting ? 'pri' : ''}`}
          key={label}
          disabled={!waiting}
          ref={(button) => button?.focus({ preventScroll: true })}
          onClick={onReady}
        >
          {t('teachReady')}
        </button>
        <button class="btn" onClick={onCancel}>
          {t('teachCancel')}
        </button>
      </div>
    </div>
  );
}
