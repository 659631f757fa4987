/** Switches the sound of the board on the screen off and on; there where it has a buzzer. */

import { Icon } from '../../components/icon';
import type { Part } from '../../lib/board_types';
import { t } from '../../lib/texts';
import { muted, toggleMuted } from '../sound/muted';
import '../sound/texts';

export function MuteButton({ parts, kind }: { parts: Part[]; kind: string }) {
  if (!parts.some((part) => part.kind === 'Buzzer')) return null;
  const label = t(muted.value ? 'soundOn' : 'soundOff');
  return (
    <button class={kind} aria-label={label} title={label} onClick={toggleMuted}>
      <Icon name={muted.value ? 'soundOff' : 'soundOn'} size="s" />
    </button>
  );
}
