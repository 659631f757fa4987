/** The page's own microphone while a program wants it: what stands in its way is said above the work, with Retry. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { microphoneProblem } from './microphone_demand';
import { MicrophonePusher } from './microphone_pusher';
import './texts';
import '../../lib/common_texts';

/** A microphone that opens sooner needs no words. */
const PATIENCE_MS = 700;

export function MicrophoneBanner({ opened }: { opened: ProjectStore }) {
  const [pusher, setPusher] = useState<MicrophonePusher | null>(null);
  useEffect(() => {
    const mine = new MicrophonePusher(opened.id);
    setPusher(mine);
    return () => mine.dispose();
  }, [opened]);
  if (!pusher) return null;
  const trouble = microphoneProblem.value;
  if (trouble)
    return (
      <div class="banner warn" role="alert">
        <Icon name="microphoneOff" />
        <span class="grow">{say(trouble)}</span>
        <button class="btn" onClick={() => pusher.retry()}>
          {t('retry')}
        </button>
      </div>
    );
  if (pusher.pushing.value)
    return (
      <p class="banner" role="status">
        <Icon name="microphone" />
        <span class="grow">{t('microphoneOn')}</span>
      </p>
    );
  return pusher.opening.value ? <AskingToListen /> : null;
}

function AskingToListen() {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return visible ? (
    <p class="banner" role="status">
      <Icon name="microphone" />
      <span>{t('microphoneAsking')}</span>
    </p>
  ) : null;
}
