/** The live answer, held: with its bars and the picture that it is about. */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import type { InferenceSession } from './inference_session';
import './texts';

export function PauseButton({ trial }: { trial: InferenceSession }) {
  const held = trial.held.value !== null;
  const label = t(held ? 'tryResume' : 'tryPause');
  return (
    <button
      class="btn ic try-pause"
      aria-label={label}
      title={label}
      disabled={trial.guess.value === null}
      onClick={() => (held ? trial.resume() : trial.pause())}
    >
      <Icon name={held ? 'play' : 'pause'} />
    </button>
  );
}

/** Over the video, which goes on: the picture of the answer that is held. */
export function HeldPicture({ trial, mirror }: { trial: InferenceSession; mirror: boolean }) {
  const picture = trial.held.value;
  const address = useMemo(() => picture && URL.createObjectURL(picture), [picture]);
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return address ? <img class={`try-held ${mirror ? 'mirrored' : ''}`} src={address} alt={t('tryHeld')} /> : null;
}
