/** What a microphone hears, as a spectrogram that moves to the left. An island: it never waits for the page. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { HeardSound } from './heard_sound';
import { BANDS, HOP, PALETTE } from './log_mel';

const RATE = 16_000;

interface SpectrogramProps {
  heard: HeardSound;
  seconds: number;
  label: string;
  /** It stands still. */
  paused?: boolean;
  /** What lies over it: `--at` of each, in seconds since the microphone opened, is where it begins. */
  children?: ComponentChildren;
}

export function Spectrogram({ heard, seconds, label, paused = false, children }: SpectrogramProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = Math.round((seconds * RATE) / HOP);
  useEffect(() => {
    if (paused) return;
    const pen = canvas.current!.getContext('2d')!;
    const image = pen.createImageData(width, BANDS);
    const pixels = new Uint32Array(image.data.buffer);
    let drawn = -1;
    let next = 0;
    const draw = () => {
      next = requestAnimationFrame(draw);
      const { columnCount } = heard;
      if (columnCount === drawn) return;
      drawn = columnCount;
      for (let x = 0; x < width; x++) {
        const column = heard.getColumn(columnCount - width + x);
        for (let band = 0; band < BANDS; band++)
          pixels[(BANDS - 1 - band) * width + x] = PALETTE[column ? column[band] : 0];
      }
      pen.putImageData(image, 0, 0);
      box.current?.style.setProperty('--now', String(heard.count / RATE));
    };
    draw();
    return () => cancelAnimationFrame(next);
  }, [heard, width, paused]);
  return (
    <div class="spectrogram" ref={box} style={{ '--seconds': String(seconds) }}>
      <canvas ref={canvas} width={width} height={BANDS} role="img" aria-label={label} />
      {children}
    </div>
  );
}
