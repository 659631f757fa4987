/** The simulated camera where no other can be used, and the way back. */

import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import { simulated } from './simulated_camera';
import './texts';

interface ButtonProps {
  /** It has been chosen, or given up again. */
  onChoose?(): void;
}

export function UseSimulatedButton({ onChoose }: ButtonProps) {
  const choose = () => {
    simulated.value = true;
    onChoose?.();
  };
  return (
    <button class="btn" title={t('cameraSimulatedShows')} onClick={choose}>
      <Icon name="tablet" />
      <span>{t('cameraUseSimulated')}</span>
    </button>
  );
}

/** Nothing where the camera is a real one. */
export function UseRealButton({ onChoose }: ButtonProps) {
  if (!simulated.value) return null;
  const choose = () => {
    simulated.value = false;
    onChoose?.();
  };
  return (
    <button class="btn use-real" title={t('cameraSimulatedShows')} onClick={choose}>
      <Icon name="camera" />
      <span>{t('cameraUseReal')}</span>
    </button>
  );
}
