/** A camera: what it sees just now. */

import { Icon } from '../../components/icon';
import type { CameraRow } from '../../lib/board_types';
import { t } from '../../lib/texts';
import { CameraPreview } from '../video/preview';
import { getCameraTitle } from './rows';
import './texts';

export function CameraPage({ camera }: { camera: CameraRow }) {
  const title = getCameraTitle(camera);
  return (
    <section class="dev-main dev-wide" aria-label={title}>
      <header class="row dev-head">
        <Icon name="camera" />
        <h2 class="ell">{title}</h2>
      </header>
      <div class="dev-camera">
        <CameraPreview source={camera.source} title={title} />
      </div>
      <p class="cap dev-part">{t('cameraBlock', { source: camera.source })}</p>
    </section>
  );
}
