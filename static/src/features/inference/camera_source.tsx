/** The camera as a source of pictures. An island: its video never waits for the page. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import type { Settings } from '../../state/inference_settings';
import { captureFrame, getCameraProblem, listCameras, openCamera, releaseCamera } from '../video/camera';
import { waitForFrame } from '../video/frames';
import { UseRealButton, UseSimulatedButton } from '../video/simulated_buttons';
import { simulated } from '../video/simulated_camera';
import type { InferenceSession } from './inference_session';
import { askLive } from './live_loop';
import { HeldPicture, PauseButton } from './pause';
import './texts';
import '../../lib/common_texts';
import '../video/texts';

interface CameraSourceProps {
  trial: InferenceSession;
  settings: Settings;
  /** Pixels that the model needs of a side. */
  longest: number;
  /** What is drawn over the video. */
  over?: ComponentChildren;
  /** It is opened without a press. */
  live?: boolean;
  /** To open it is the next step. */
  filled: boolean;
  onSet(next: Partial<Settings>): void;
}

export function CameraSource({ trial, settings, longest, over, live = false, filled, onSet }: CameraSourceProps) {
  const [wanted, want] = useState(live);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [found, setFound] = useState<MediaDeviceInfo[]>([]);
  const seen = useVisibility();
  const on = wanted && seen;
  useEffect(() => {
    if (!on) return;
    let left = false;
    let mine: MediaStream | null = null;
    setTrouble(null);
    const failed = (error: unknown) => {
      setTrouble(getCameraProblem(error));
      want(false);
    };
    openCamera(settings.camera).then(
      (opened) => {
        if (left) return releaseCamera(opened);
        mine = opened;
        // Somebody pulled the cable, or took the permission back.
        opened.getVideoTracks()[0]?.addEventListener('ended', () => failed(new DOMException('gone', 'NotFoundError')));
        setStream(opened);
        void listCameras().then((all) => !left && setFound(all));
      },
      (error) => !left && failed(error),
    );
    return () => {
      left = true;
      if (mine) releaseCamera(mine);
      setStream(null);
    };
  }, [on, settings.camera, simulated.value]);
  const stop = () => {
    want(false);
    trial.clear();
    trial.end();
  };
  if (!wanted) return <Off trouble={trouble} filled={filled} onStart={() => want(true)} />;
  return (
    <>
      <Video
        stream={stream}
        mirror={settings.mirror}
        trial={trial}
        smooth={settings.smooth}
        longest={longest}
        over={over}
      />
      <div class="row try-tools">
        {found.length > 1 && (
          <select
            class="choice grow"
            aria-label={t('cameraWhich')}
            title={t('cameraWhich')}
            value={stream?.getVideoTracks()[0]?.getSettings().deviceId ?? ''}
            onChange={(event) => onSet({ camera: event.currentTarget.value })}
          >
            {found.map((one, number) => (
              <option key={one.deviceId} value={one.deviceId}>
                {one.label || t('cameraNumber', { n: number + 1 })}
              </option>
            ))}
          </select>
        )}
        <button class="btn" aria-pressed={settings.mirror} onClick={() => onSet({ mirror: !settings.mirror })}>
          {t('mirror')}
        </button>
        <UseRealButton />
        <button class="btn" onClick={stop}>
          <Icon name="cameraOff" />
          <span>{t('cameraStop')}</span>
        </button>
      </div>
    </>
  );
}

function Off({ trouble, filled, onStart }: { trouble: Text | null; filled: boolean; onStart(): void }) {
  return (
    <div class="try-place try-off">
      {trouble ? (
        <p class="row try-why" role="alert">
          <Icon name="cameraOff" class="bad-text" />
          <span>{say(trouble)}</span>
        </p>
      ) : (
        <Icon name="camera" size="l" class="mut" />
      )}
      <button class={`btn ${filled ? 'pri' : ''} big`} onClick={onStart}>
        <Icon name="camera" />
        <span>{t(trouble ? 'retry' : 'cameraStart')}</span>
      </button>
      {trouble && <UseSimulatedButton onChoose={onStart} />}
      {!trouble && <p class="cap">{t('cameraHint')}</p>}
    </div>
  );
}

interface VideoProps {
  stream: MediaStream | null;
  mirror: boolean;
  trial: InferenceSession;
  smooth: number;
  longest: number;
  over?: ComponentChildren;
}

function Video({ stream, mirror, trial, smooth, longest, over }: VideoProps) {
  const video = useRef<HTMLVideoElement>(null);
  const averaged = useRef(smooth);
  averaged.current = smooth;
  useEffect(() => {
    const element = video.current!;
    element.srcObject = stream;
    if (!stream) return;
    void element.play().catch(() => undefined);
    const [track] = stream.getVideoTracks();
    const source = {
      waitForFrame: () => waitForFrame(element, track),
      look: () => captureFrame(element, longest),
    };
    const stop = askLive(trial, source, () => averaged.current);
    return () => {
      stop();
      element.srcObject = null;
    };
  }, [stream, trial, longest]);
  return (
    <div class="try-place">
      <video class={mirror ? 'mirrored' : ''} ref={video} muted playsInline aria-label={t('cameraView')} />
      <HeldPicture trial={trial} mirror={mirror} />
      {stream && over}
      {stream && <PauseButton trial={trial} />}
      {!stream && (
        <p class="try-over" role="status">
          {t('cameraWait')}
        </p>
      )}
    </div>
  );
}

/** Whether the page is in sight. A hidden page lets go of the camera at once. */
function useVisibility(): boolean {
  const [seen, setSeen] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setSeen(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return seen;
}
