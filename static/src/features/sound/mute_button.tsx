/** Beside the results of a program that lets something be heard: sound off and on. */

import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import { muted, toggleMuted } from './muted';
import './texts';

export function MuteSoundsButton() {
  const label = t(muted.value ? 'soundOn' : 'soundOff');
  return (
    <button class="btn ghost ic" aria-label={label} title={label} onClick={toggleMuted}>
      <Icon name={muted.value ? 'soundOff' : 'soundOn'} />
    </button>
  );
}
