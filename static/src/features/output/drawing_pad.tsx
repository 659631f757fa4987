/**
 * A board to draw a picture on: white chalk on black, with mouse, finger or pen. An island: strokes never wait for the
 * page.
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/texts';
import './texts';

const SIDE = 280;
const CHALK = 18;

interface PadProps {
  busy: boolean;
  /** The picture is handed in after each stroke, without a button. */
  live?: boolean;
  onPicture(picture: Blob): void;
  onWipe?(): void;
}

export function DrawingPad({ busy, live = false, onPicture, onWipe }: PadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const pen = () => canvas.current!.getContext('2d')!;
  const wipe = () => {
    const board = pen();
    board.fillStyle = '#000';
    board.fillRect(0, 0, SIDE, SIDE);
    setDrawn(false);
  };
  const clear = () => {
    wipe();
    onWipe?.();
  };
  useLayoutEffect(() => {
    wipe();
    canvas.current!.focus({ preventScroll: true });
  }, []);
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.current!.getBoundingClientRect();
    return [((event.clientX - box.left) * SIDE) / box.width, ((event.clientY - box.top) * SIDE) / box.height];
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.current!.setPointerCapture(event.pointerId);
    const board = pen();
    Object.assign(board, { strokeStyle: '#fff', lineWidth: CHALK, lineCap: 'round', lineJoin: 'round' });
    board.beginPath();
    board.moveTo(...at(event));
    board.lineTo(...at(event));
    board.stroke();
    setDrawn(true);
  };
  const move = (event: PointerEvent) => {
    if (!canvas.current!.hasPointerCapture(event.pointerId)) return;
    const board = pen();
    for (const step of event.getCoalescedEvents?.() ?? [event]) board.lineTo(...at(step));
    board.lineTo(...at(event));
    board.stroke();
  };
  const send = () => canvas.current!.toBlob((picture) => picture && onPicture(picture), 'image/png');
  const take = (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file) void encodePng(file).then(onPicture, () => (input.value = ''));
  };
  return (
    <div class="pad">
      <canvas
        class="board"
        ref={canvas}
        width={SIDE}
        height={SIDE}
        tabIndex={0}
        role="img"
        aria-label={t('pad')}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={live ? send : undefined}
      />
      <div class="pad-side">
        <p class="cap">{t('padHint')}</p>
        {!live && (
          <button class="btn pri" disabled={!drawn || busy} onClick={send}>
            {t('thisPicture')}
          </button>
        )}
        <button class="btn" disabled={!drawn || busy} onClick={clear}>
          {t('wipe')}
        </button>
        {!live && (
          <label class="btn">
            <span>{t('chooseFile')}</span>
            <input
              class="sr"
              type="file"
              accept="image/*"
              disabled={busy}
              onChange={(event) => take(event.currentTarget)}
            />
          </label>
        )}
      </div>
    </div>
  );
}

const LONGEST_SIDE = 1_600;

/**
 * Any picture that the browser can read, as a PNG of at most so many pixels a side. Rejects when it is not a picture.
 */
export async function encodePng(file: Blob, longest = LONGEST_SIDE): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}
