/** What a camera sees, before and while a program uses it. */

import { useEffect } from 'preact/hooks';
import { place } from '../../lib/route';
import { t } from '../../lib/texts';
import { BROWSER, browserCameraProblem, previews } from './camera_demand';
import { LivePicture } from './live_picture';
import './texts';

/** What a camera is called. source: as programs name it: a number, 'simulated', 'browser', a file or an address. */
export function getCameraName(source: string): string {
  if (source === 'simulated') return t('cameraSimulated');
  if (source === BROWSER) return t('cameraOfPage');
  return /^\d+$/.test(source) ? t('cameraNumber', { n: Number(source) }) : source;
}

/** The page's own camera is one of those that the pages of this project have. */
function makeTopic(source: string): string {
  const now = place.peek();
  return source === BROWSER && now.kind === 'project' ? `camera:${BROWSER}:${now.id}` : `camera:${source}`;
}

/** title: what the camera calls itself, where it is known. */
export function CameraPreview({
  source,
  title = getCameraName(source),
  mirror = false,
}: {
  source: string;
  title?: string;
  mirror?: boolean;
}) {
  useEffect(() => {
    if (source !== BROWSER) return;
    previews.value++;
    return () => void previews.value--;
  }, [source]);
  return (
    <LivePicture
      key={source}
      topic={makeTopic(source)}
      label={title}
      mirror={mirror}
      off={source === BROWSER && browserCameraProblem.value !== null}
    />
  );
}
