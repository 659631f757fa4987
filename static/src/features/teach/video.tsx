/** What the camera sees. An island: its video never waits for the page. */

import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/texts';
import type { TeachCamera } from './camera';
import '../video/texts';

export function CameraVideo({ camera, mirror }: { camera: TeachCamera; mirror: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  const stream = camera.stream.value;
  useEffect(() => {
    const element = video.current!;
    element.srcObject = stream;
    if (stream) void element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  return <video class={mirror ? 'mirrored' : ''} ref={video} muted playsInline aria-label={t('cameraView')} />;
}
