/** The page's own camera while the studio wants it: what stands in its way is said above the work, with Retry. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { browserCameraProblem } from './camera_demand';
import { CameraPusher } from './pusher';
import { UseRealButton, UseSimulatedButton } from './simulated_buttons';
import { simulated } from './simulated_camera';
import './texts';
import '../../lib/common_texts';

/** A camera that opens sooner needs no words. */
const PATIENCE_MS = 700;

export function PushBanner({ opened }: { opened: ProjectStore }) {
  const [pusher, setPusher] = useState<CameraPusher | null>(null);
  useEffect(() => {
    const mine = new CameraPusher(opened.id);
    setPusher(mine);
    return () => mine.dispose();
  }, [opened]);
  const trouble = browserCameraProblem.value;
  if (!pusher) return null;
  if (trouble) {
    return (
      <div class="banner warn" role="alert">
        <Icon name="cameraOff" />
        <span class="grow">{say(trouble)}</span>
        <button class="btn" onClick={() => pusher.retry()}>
          {t('retry')}
        </button>
        <UseSimulatedButton />
      </div>
    );
  }
  if (simulated.value && pusher.pushing.value)
    return (
      <p class="banner" role="status">
        <Icon name="tablet" />
        <span class="grow">{t('pushSimulated')}</span>
        <UseRealButton />
      </p>
    );
  return pusher.opening.value ? <Asking /> : null;
}

function Asking() {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return visible ? (
    <p class="banner" role="status">
      <Icon name="camera" />
      <span>{t('pushAsking')}</span>
    </p>
  ) : null;
}
