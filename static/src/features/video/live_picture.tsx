/**
 * A moving picture: the newest frame of a topic, while somebody can see it. An island: its frames never wait for the
 * page.
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import type { ImageEvent } from '../../lib/messages';
import { say, t } from '../../lib/texts';
import { subscribe } from '../../lib/topic_socket';
import type { Text } from '../../lib/types';
import { paint } from './paint';
import { useIsVisible } from './visibility';
import '../../lib/common_texts';
import './texts';

/** What is said of a frame; scores: of an answer. */
export interface FrameWords {
  caption: string;
  scores?: ImageEvent['scores'];
}

interface LivePictureProps {
  topic: string;
  /** What it shows, for those who cannot see it. */
  label: string;
  mirror?: boolean;
  /** No picture can come: why is said elsewhere on the page. */
  off?: boolean;
  /** Hears what is said of each frame. */
  onWords?(words: FrameWords): void;
  /** Hears each picture, a JPEG. */
  onPicture?(picture: Uint8Array<ArrayBuffer>): void;
}

export function LivePicture({ topic, label, mirror = false, off = false, onWords, onPicture }: LivePictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [started, setStarted] = useState(false);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [again, setAgain] = useState(0);
  const inSight = useIsVisible(place);
  useEffect(() => {
    if (!inSight) return;
    const feed = subscribe(topic, async (header, picture) => {
      if (header.error) return setTrouble(header.error);
      if (!picture.length || !canvas.current || !(await paint(canvas.current, picture))) return;
      onWords?.({ caption: header.caption ?? '', scores: header.scores });
      onPicture?.(picture);
      setStarted(true);
      setTrouble(null);
    });
    return () => feed.close();
  }, [topic, inSight, again]);
  const retry = () => {
    setTrouble(null);
    setAgain(again + 1);
  };
  return (
    <div class={`live-place ${started ? '' : 'dark'} ${trouble || off ? 'halted' : ''}`} ref={place}>
      <canvas class={mirror ? 'mirrored' : ''} ref={canvas} width={4} height={3} role="img" aria-label={label} />
      {off && !trouble && (
        <p class="live-over">
          <Icon name="cameraOff" size="l" />
        </p>
      )}
      {!started && !trouble && !off && (
        <p class="live-over" role="status">
          {t('cameraWait')}
        </p>
      )}
      {trouble && (
        <div class="live-over live-why" role="alert">
          <Icon name="cameraOff" />
          <span>{say(trouble)}</span>
          <button class="btn" onClick={retry}>
            {t('retry')}
          </button>
        </div>
      )}
    </div>
  );
}
