/** The motion sensor of this page's device while a program wants it: what is to be done is said above the work. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { showOtherDevices } from '../lan/other_devices';
import { MotionPusher } from './motion_pusher';
import './texts';

export function MotionBanner({ opened }: { opened: ProjectStore }) {
  const [pusher, setPusher] = useState<MotionPusher | null>(null);
  useEffect(() => {
    const mine = new MotionPusher(opened.id);
    setPusher(mine);
    return () => mine.dispose();
  }, [opened]);
  if (!pusher) return null;
  const trouble = pusher.trouble.value;
  if (trouble)
    return (
      <div class="banner warn" role="alert">
        <Icon name="tablet" />
        <span class="grow">{say(trouble)}</span>
        <button class="btn" onClick={showOtherDevices}>
          {t('motionOther')}
        </button>
      </div>
    );
  if (pusher.pushing.value)
    return (
      <p class="banner" role="status">
        <Icon name="activity" />
        <span class="grow">{t('motionOn')}</span>
      </p>
    );
  if (!pusher.asking.value) return null;
  return (
    <div class="banner warn" role="alert">
      <Icon name="activity" />
      <span class="grow">{t('motionAsk')}</span>
      <button class="btn pri" onClick={() => void pusher.open()}>
        {t('motionAllow')}
      </button>
    </div>
  );
}
