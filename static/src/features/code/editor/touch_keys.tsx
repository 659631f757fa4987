/** A row of keys over the keyboard on the screen, which hides them behind others. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { EditorSession } from './session';
import '../../../lib/common_texts';
import './texts';

const SIGNS = [':', '=', "'", '(', ')', '[', ']', '.'];
const TAB = '    ';

export function TouchKeys({ session }: { session: EditorSession }) {
  // The text keeps the focus, and the keyboard with it.
  const keep = (event: Event) => event.preventDefault();
  return (
    <div class="touch-keys" role="toolbar" aria-label={t('touchKeys')} onPointerDown={keep} onMouseDown={keep}>
      {SIGNS.map((sign) => (
        <button key={sign} class="btn" onClick={() => session.press(sign)}>
          {sign}
        </button>
      ))}
      <button class="btn ic" aria-label={t('keyLeft')} onClick={() => session.press('left')}>
        <Icon name="arrowLeft" size="s" />
      </button>
      <button class="btn ic" aria-label={t('keyRight')} onClick={() => session.press('right')}>
        <Icon name="arrowRight" size="s" />
      </button>
      <button class="btn" onClick={() => session.press(TAB)}>
        Tab
      </button>
      <button class="btn ic" aria-label={t('undo')} onClick={() => session.press('undo')}>
        <Icon name="undo" size="s" />
      </button>
    </div>
  );
}
