/** Which of this computer's cameras the page uses, where there are several. */

import { t } from '../../lib/texts';
import { getSettings, updateSettings } from '../../state/inference_settings';
import { found } from './pusher';
import './texts';

export function CameraChoice({ project }: { project: string }) {
  const chosen = getSettings(project).value.camera;
  if (found.value.length < 2) return null;
  return (
    <select
      class="choice"
      aria-label={t('cameraWhich')}
      title={t('cameraWhich')}
      value={chosen ?? found.value[0].deviceId}
      onChange={(event) => updateSettings(project, { camera: event.currentTarget.value })}
    >
      {found.value.map((one, number) => (
        <option key={one.deviceId} value={one.deviceId}>
          {one.label || t('cameraNumber', { n: number + 1 })}
        </option>
      ))}
    </select>
  );
}
