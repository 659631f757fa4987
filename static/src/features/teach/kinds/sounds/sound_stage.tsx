/** The microphone's place in a card: three seconds of what it hears, how loud that is, or why there is nothing. */

import { Icon } from '../../../../components/icon';
import { formatPercent } from '../../../../lib/numbers/shares';
import { type Key, say, t } from '../../../../lib/texts';
import { Spectrogram } from '../../../sound/spectrogram';
import type { TeachMicrophone } from './microphone';
import type { SoundStore } from './sound_store';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

const SECONDS = 3;
/** From this level on a sound is near what no microphone can hear. */
const TOO_LOUD = 0.97;

export function SoundStage({ store }: { store: SoundStore }) {
  const { microphone } = store;
  return (
    <div class="sounds-stage">
      {microphone.on.value ? (
        <div class={`sounds-heard ${store.held.value ? 'taking' : ''}`}>
          <Spectrogram heard={microphone.heard} seconds={SECONDS} label={t('soundsSpectrogram')}>
            {store.kept.value.slice(-SECONDS - 1).map((at) => (
              <span key={at} class="sounds-frame" style={{ '--at': String(at) }}>
                <em>{t('soundsKeep')}</em>
              </span>
            ))}
          </Spectrogram>
          <span class="teach-badge sounds-badge">{t('soundsListening')}</span>
        </div>
      ) : microphone.trouble.value ? (
        <MicrophoneTrouble microphone={microphone} />
      ) : (
        <div class={`sounds-heard off ${microphone.opening.value ? 'asks' : ''}`} role="status">
          <Icon name="microphone" size="l" class="mut" />
          {microphone.opening.value && <b>{t('soundsAsks')}</b>}
          <p class="cap">{t(microphone.opening.value ? 'soundsAllow' : 'soundsOff')}</p>
        </div>
      )}
      <Level microphone={microphone} />
    </div>
  );
}

/** Why nothing is heard, and what to do. */
export function MicrophoneTrouble({ microphone }: { microphone: TeachMicrophone }) {
  return (
    <div class="sounds-heard trouble" role="alert">
      <p class="row">
        <Icon name="microphoneOff" />
        <span>{microphone.trouble.value && say(microphone.trouble.value)}</span>
      </p>
      <button class="btn" onClick={() => void microphone.open()}>
        <Icon name="refresh" />
        <span>{t('retry')}</span>
      </button>
    </div>
  );
}

function Level({ microphone }: { microphone: TeachMicrophone }) {
  const on = microphone.on.value;
  const { share, loud } = microphone.level.value;
  const word: Key = !on
    ? 'soundsLevelNone'
    : share > TOO_LOUD
      ? 'soundsLevelLoud'
      : loud
        ? 'soundsLevelGood'
        : 'soundsLevelQuiet';
  return (
    <div class="sounds-level">
      <Icon name="soundOn" size="s" />
      <span
        class={`bar ${loud && on ? '' : 'few'}`}
        role="meter"
        aria-label={t('soundsLevel')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={on ? Math.round(100 * share) : 0}
        aria-valuetext={t(word)}
      >
        <i style={{ width: formatPercent(on ? share : 0) }} />
      </span>
      <span class="cap">{t(word)}</span>
    </div>
  );
}
