/** A thing cut out of a photo: of the camera or a file, found by the studio, put right with a brush. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { describeError } from '../../../lib/api';
import { say, t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import { captureFrame, getCameraProblem, openCamera, releaseCamera } from '../../video/camera';
import { UseRealButton, UseSimulatedButton } from '../../video/simulated_buttons';
import { simulated } from '../../video/simulated_camera';
import { cutOut } from './api';
import { brushMask, cutPhoto, isEmpty, type Mask, makeMask, paintMask } from './mask';
import './texts';
import '../../../lib/common_texts';
import '../../video/texts';

const LONGEST = 960;
const BRUSH = 0.025;
const STEP = 0.02;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
type Way = 'tap' | 'add' | 'away';

interface CutProps {
  project: string;
  /** What is cut out now; null where there is nothing. */
  onCut(picture: OffscreenCanvas | null): void;
  /** What is said beside it. */
  onSaid(said: CutSaid | null): void;
}

export interface CutSaid {
  text: string;
  good: boolean;
  faces: boolean;
  again(): void;
}

interface Photo {
  picture: ImageBitmap;
  file: Blob;
}

export function CutTab({ project, onCut, onSaid }: CutProps) {
  const [photo, setPhoto] = useState<Photo | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const take = async (file: Blob) => {
    try {
      setPhoto(await shrinkPhoto(file));
    } catch {
      setTrouble({ zh: t('pictureGone'), en: t('pictureGone') });
    }
  };
  const again = () => {
    onCut(null);
    onSaid(null);
    setPhoto(null);
  };
  if (!photo) return <TakePhoto trouble={trouble} onTrouble={setTrouble} onPhoto={(file) => void take(file)} />;
  return <CutPhoto project={project} photo={photo} onCut={onCut} onSaid={onSaid} onAgain={again} />;
}

interface TakeProps {
  trouble: Text | null;
  onTrouble(trouble: Text | null): void;
  onPhoto(file: Blob): void;
}

function TakePhoto({ trouble, onTrouble, onPhoto }: TakeProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [again, setAgain] = useState(0);
  useEffect(() => {
    let left = false;
    let mine: MediaStream | null = null;
    openCamera(null).then(
      (opened) => {
        if (left) return releaseCamera(opened);
        mine = opened;
        onTrouble(null);
        setStream(opened);
      },
      (error) => !left && onTrouble(getCameraProblem(error)),
    );
    return () => {
      left = true;
      if (mine) releaseCamera(mine);
      setStream(null);
    };
  }, [simulated.value, again]);
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = stream;
    if (stream) void video.current.play().catch(() => undefined);
  }, [stream]);
  const shoot = async () => {
    const file = await captureFrame(video.current!, LONGEST);
    if (file) onPhoto(file);
  };
  return (
    <div class="sprite-cut">
      <div class="sprite-photo">
        {stream ? (
          <video ref={video} muted playsInline aria-label={t('cameraView')} />
        ) : trouble ? (
          <p class="sprite-no-camera" role="alert">
            <Icon name="cameraOff" size="l" class="bad-text" />
            <span>{say(trouble)}</span>
          </p>
        ) : (
          <p class="sprite-no-camera" role="status">
            {t('cameraWait')}
          </p>
        )}
      </div>
      <div class="row sprite-ways">
        {stream ? (
          <button class="btn pri" onClick={() => void shoot()}>
            <Icon name="camera" />
            <span>{t('cutTake')}</span>
          </button>
        ) : (
          trouble && (
            <>
              <button class="btn" onClick={() => setAgain(again + 1)}>
                <Icon name="camera" />
                <span>{t('retry')}</span>
              </button>
              <UseSimulatedButton onChoose={() => setAgain(again + 1)} />
            </>
          )
        )}
        <UseRealButton />
        <label class="btn">
          <Icon name="image" />
          <span>{t('cutFile')}</span>
          <input
            class="sr"
            type="file"
            accept="image/*"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) onPhoto(file);
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      <p class="cap">{t('cutNoPhoto')}</p>
    </div>
  );
}

interface CutPhotoProps extends CutProps {
  photo: Photo;
  onAgain(): void;
}

function CutPhoto({ project, photo, onCut, onSaid, onAgain }: CutPhotoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [way, setWay] = useState<Way>('tap');
  const [masks, setMasks] = useState<Mask[]>([]);
  const [taps, setTaps] = useState<number[][]>([]);
  const [busy, setBusy] = useState(false);
  const [faces, setFaces] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [pointer, setPointer] = useState<[number, number] | null>(null);
  const brushing = useRef<Mask | null>(null);
  const { width, height } = photo.picture;
  const mask = masks.at(-1) ?? null;
  const ask = async (wanted: number[][]) => {
    setBusy(true);
    setTrouble('');
    try {
      const found = await cutOut(project, photo.file, wanted);
      setTaps(wanted);
      setFaces((before) => before || found.faces > 0);
      setMasks((before) => [...before, makeMask(found)]);
    } catch (error) {
      setTrouble(say(describeError(error)));
    }
    setBusy(false);
  };
  useEffect(() => void ask([]), [photo]);
  useEffect(() => paintMask(canvas.current!, photo.picture, mask), [photo, mask]);
  useEffect(() => {
    const good = mask !== null && !isEmpty(mask);
    onCut(good ? cutPhoto(photo.picture, mask) : null);
    onSaid({
      text: trouble || (busy ? t('cutBusy') : t(good ? 'cutDone' : 'cutNothing')),
      good: good && !busy && !trouble,
      faces,
      again: onAgain,
    });
  }, [mask, busy, trouble, faces]);
  const find = (event: PointerEvent): [number, number] => {
    const box = canvas.current!.getBoundingClientRect();
    return [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height];
  };
  const tap = ([x, y]: [number, number]) => {
    if (!busy) void ask([...taps, [x, y, 1]]);
  };
  const brush = ([x, y]: [number, number]) => {
    const blank = () => ({ width, height, kept: new Uint8Array(width * height) });
    brushing.current = brushMask(
      brushing.current ?? mask ?? blank(),
      x,
      y,
      BRUSH * Math.max(width, height),
      way === 'add',
    );
    paintMask(canvas.current!, photo.picture, brushing.current);
  };
  const end = () => {
    const made = brushing.current;
    brushing.current = null;
    if (made) setMasks([...masks, made]);
  };
  const undo = () => {
    if (masks.length < 2) return;
    setMasks(masks.slice(0, -1));
    setTaps(taps.slice(0, -1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = pointer ?? [width / 2, height / 2];
    const arrow = ARROWS[event.key];
    const step = STEP * Math.max(width, height);
    if (arrow) {
      event.preventDefault();
      setPointer([
        Math.min(width - 1, Math.max(0, at[0] + step * arrow[0])),
        Math.min(height - 1, Math.max(0, at[1] + step * arrow[1])),
      ]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      setPointer(at);
      if (way === 'tap') return tap(at);
      brush(at);
      end();
    }
  };
  return (
    <div class="sprite-cut">
      <div class="sprite-photo" style={{ aspectRatio: `${width} / ${height}` }}>
        <canvas
          ref={canvas}
          width={width}
          height={height}
          tabIndex={0}
          role="img"
          aria-label={t('cutPhoto')}
          aria-busy={busy}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            setPointer(null);
            if (way === 'tap') return tap(find(event));
            event.currentTarget.setPointerCapture(event.pointerId);
            brush(find(event));
          }}
          onPointerMove={(event) => brushing.current && brush(find(event))}
          onPointerUp={end}
          onPointerCancel={end}
        />
        {pointer && (
          <i
            class="sprite-pointer"
            aria-hidden="true"
            style={{ left: `${(100 * pointer[0]) / width}%`, top: `${(100 * pointer[1]) / height}%` }}
          />
        )}
      </div>
      <div class="row sprite-ways">
        <div class="seg" role="group" aria-label={t('drawTools')}>
          {(
            [
              ['tap', 'tap', 'cutTap'],
              ['add', 'brush', 'cutAdd'],
              ['away', 'eraser', 'cutAway'],
            ] as const
          ).map(([name, icon, words]) => (
            <button key={name} aria-pressed={way === name} onClick={() => setWay(name)}>
              <Icon name={icon} />
              <span>{t(words)}</span>
            </button>
          ))}
        </div>
        <button class="btn ic" aria-label={t('undo')} title={t('undo')} disabled={masks.length < 2} onClick={undo}>
          <Icon name="undo" />
        </button>
      </div>
    </div>
  );
}

/** Any picture that the browser reads, at most so large, and as a file of that very size. */
async function shrinkPhoto(file: Blob): Promise<Photo> {
  const whole = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(whole.width, whole.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(whole.width * scale)),
    Math.max(1, Math.round(whole.height * scale)),
  );
  canvas.getContext('2d')!.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return {
    picture: await createImageBitmap(canvas),
    file: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 }),
  };
}
