/** The camera's place in a card, what it says while it is off, and the button that is held to take samples. */

import { makeHoldPointer } from '../../components/hold';
import { Icon, type IconName } from '../../components/icon';
import { type Key, say, t } from '../../lib/texts';
import { getSettings, updateSettings } from '../../state/inference_settings';
import type { ProjectStore } from '../../state/project_store';
import { UseRealButton, UseSimulatedButton } from '../video/simulated_buttons';
import { simulated } from '../video/simulated_camera';
import type { TeachCamera } from './camera';
import { CameraVideo } from './video';
import './texts';
import '../video/texts';
import '../../lib/common_texts';

/** Whoever takes samples of a camera while a button is held. */
export interface Taking {
  readonly opened: ProjectStore;
  readonly camera: TeachCamera;
  readonly held: { readonly value: boolean };
  press(): Promise<void>;
  release(): void;
}

export function CameraStage({ store }: { store: Pick<Taking, 'opened' | 'camera' | 'held'> }) {
  const { camera } = store;
  const { mirror } = getSettings(store.opened.id).value;
  if (camera.stream.value)
    return (
      <div class={`teach-stage on ${store.held.value ? 'taking' : ''}`}>
        <CameraVideo camera={camera} mirror={mirror} />
        <span class="teach-badge">{t(simulated.value ? 'cameraSimulated' : 'teachCameraOn')}</span>
        <MirrorButton project={store.opened.id} mirror={mirror} />
        <UseRealButton onChoose={() => void camera.reopen()} />
      </div>
    );
  if (camera.trouble.value)
    return (
      <div class="teach-stage" role="alert">
        <CameraTrouble camera={camera} />
        <p class="cap">{t('teachWithout')}</p>
      </div>
    );
  if (camera.opening.value)
    return (
      <div class="teach-stage asks" role="status">
        <PermissionPicture />
        <b>{t('teachAsks')}</b>
        <p class="cap">{t('teachAllow')}</p>
      </div>
    );
  return (
    <div class="teach-stage">
      <Icon name="camera" size="l" class="mut" />
      <p class="cap">{t('teachOff')}</p>
    </div>
  );
}

/** Why there is no picture, and what to do: try again, or do without a camera. */
export function CameraTrouble({ camera }: { camera: TeachCamera }) {
  return (
    <>
      <Icon name="cameraOff" size="l" class="bad-text" />
      <p>{camera.trouble.value && say(camera.trouble.value)}</p>
      <div class="row teach-instead">
        <button class="btn" onClick={() => void camera.open()}>
          {t('retry')}
        </button>
        <UseSimulatedButton onChoose={() => void camera.open()} />
      </div>
    </>
  );
}

/** The button that opens it, below what it is for; or why there is no picture. */
export function CameraOff({ camera, text }: { camera: TeachCamera; text: Key }) {
  if (camera.trouble.value) return <CameraTrouble camera={camera} />;
  return (
    <>
      <p class="cap">{t(text)}</p>
      <button class="btn" disabled={camera.opening.value} onClick={() => void camera.open()}>
        <Icon name="camera" />
        <span>{t('teachOpen')}</span>
      </button>
    </>
  );
}

export function MirrorButton({ project, mirror }: { project: string; mirror: boolean }) {
  return (
    <button
      class="btn ic teach-mirror"
      aria-label={t('mirror')}
      title={t('mirror')}
      aria-pressed={mirror}
      onClick={() => updateSettings(project, { mirror: !mirror })}
    >
      <Icon name="mirror" />
    </button>
  );
}

/** Where the browser asks, and which of its buttons to press. */
function PermissionPicture() {
  return (
    <div class="teach-browser" aria-hidden="true">
      <span class="teach-address">
        <Icon name="lock" size="s" />
        <i />
      </span>
      <span class="teach-question">
        <Icon name="camera" size="s" />
        <i />
        <em>{t('teachDeny')}</em>
        <em class="yes">{t('teachAgree')}</em>
      </span>
    </div>
  );
}

interface HoldProps {
  store: Pick<Taking, 'held' | 'press' | 'release'>;
  filled: boolean;
  disabled?: boolean;
  icon?: IconName;
  /** What the button says while it is not held. */
  label?: string;
  /** Where its words do not say what is taken. */
  name?: string;
}

export function HoldButton({
  store,
  filled,
  disabled = false,
  icon = 'camera',
  label = t('teachHold'),
  name,
}: HoldProps) {
  const held = store.held.value;
  const release = () => store.release();
  return (
    <button
      class={`btn hold teach-hold ${filled ? 'pri' : ''} ${held ? 'held' : ''}`}
      disabled={disabled}
      title={name}
      {...makeHoldPointer({ down: () => void store.press(), release, leave: release })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.repeat) return;
        event.preventDefault();
        if (held) store.release();
        else void store.press();
      }}
    >
      <Icon name={icon} />
      <span>{held ? t('teachHolding') : label}</span>
    </button>
  );
}
