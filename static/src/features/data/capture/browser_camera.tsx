/** The browser's camera as the source. An island: its video never waits for the page. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { say, t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import { listCameras, openCamera, releaseCamera } from '../../video/camera';
import { JpegEncoder, waitForFrame } from '../../video/frames';
import { describeCameraError } from '../../video/permission_help';
import { UseRealButton, UseSimulatedButton } from '../../video/simulated_buttons';
import { simulated } from '../../video/simulated_camera';
import { useIsVisible } from '../../video/visibility';
import type { CaptureSession } from './capture_session';
import { getSettings, updateSettings } from './settings';
import { Stage } from './stage';
import '../../../lib/common_texts';
import '../../video/texts';

const WISH = { width: 640, height: 480 };
/** Cameras that give more than was wished. */
const MAX_SIZE = { width: 1_280, height: 960 };
const QUALITY = 0.95;

export function BrowserCamera({ project, collector }: { project: string; collector: CaptureSession }) {
  const { camera } = getSettings(project).value;
  const place = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [found, setFound] = useState<MediaDeviceInfo[]>([]);
  const [id, setId] = useState('');
  const [again, setAgain] = useState(0);
  const inSight = useIsVisible(place);
  useEffect(() => {
    if (!inSight) return;
    let left = false;
    let mine: MediaStream | null = null;
    setTrouble(null);
    const failed = (error: unknown) => {
      if (left) return;
      collector.eye.value = null;
      collector.endBurst();
      setTrouble(describeCameraError(error));
    };
    const begin = async () => {
      const opened = await openCamera(camera, WISH);
      if (left) return releaseCamera(opened);
      mine = opened;
      const [track] = opened.getVideoTracks();
      // Somebody pulled the cable, or took the permission back.
      track.addEventListener('ended', () => failed(new DOMException('gone', 'NotFoundError')));
      const element = video.current!;
      element.srcObject = opened;
      await element.play().catch(() => undefined);
      const sheet = new JpegEncoder(QUALITY);
      collector.eye.value = {
        take: async () => ((await waitForFrame(element, track)) ? sheet.encode(element, MAX_SIZE) : null),
      };
      setId(track.getSettings().deviceId ?? '');
      const all = await listCameras();
      if (!left) setFound(all);
    };
    begin().catch(failed);
    return () => {
      left = true;
      collector.endBurst();
      collector.eye.value = null;
      if (mine) releaseCamera(mine);
    };
  }, [inSight, camera, again, collector, simulated.value]);
  return (
    <div class="col-camera" ref={place}>
      <Stage project={project} collector={collector}>
        <video ref={video} muted playsInline aria-label={t('cameraView')} />
        {!trouble && !collector.eye.value && (
          <p class="col-over" role="status">
            {t('cameraWait')}
          </p>
        )}
        {trouble && (
          <div class="col-over" role="alert">
            <Icon name="cameraOff" />
            <span>{say(trouble)}</span>
            <button class="btn" onClick={() => setAgain(again + 1)}>
              {t('retry')}
            </button>
            <UseSimulatedButton />
          </div>
        )}
      </Stage>
      <UseRealButton />
      {found.length > 1 && (
        <select
          class="choice"
          aria-label={t('cameraWhich')}
          title={t('cameraWhich')}
          value={id}
          onChange={(event) => updateSettings(project, { camera: event.currentTarget.value })}
        >
          {found.map((one, number) => (
            <option key={one.deviceId} value={one.deviceId}>
              {one.label || t('cameraNumber', { n: number + 1 })}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
