/** Three curves of the last seconds, drawn past the framework; what the model looks at is boxed. */

import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../../lib/texts';
import { AXES, HIGHEST } from '../../../data/samples/curves';
import { LOOKED_AT, type Sensor, SHOWN } from './sensor';
import './texts';
import '../../../motion/texts';

const [PAPER, MIDDLE, BOX, BOX_INK] = ['#fffefb', '#dcd7cc', '#eef1f9', '#2a56b9'];
const FILLED = 0.46;

export function LiveCurves({ sensor, taking }: { sensor: Sensor; taking: boolean }) {
  const host = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      if (host.current) paint(host.current, sensor);
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [sensor]);
  return (
    <>
      <div class={`motion-curves ${taking ? 'taking' : ''}`}>
        <canvas ref={host} role="img" aria-label={t('motionCurves')} />
        <span class="motion-window">{t('motionWindow')}</span>
      </div>
      <ul class="row motion-legend" aria-hidden="true">
        {(['axisLeftRight', 'axisFrontBack', 'axisUpDown'] as const).map((name, axis) => (
          <li key={name} class="row">
            <svg viewBox="0 0 26 4" aria-hidden="true">
              <path
                d="M0 2H26"
                stroke={AXES[axis].color}
                stroke-width={2.5}
                stroke-dasharray={AXES[axis].dash.join(' ')}
              />
            </svg>
            <b>{t(name)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function paint(canvas: HTMLCanvasElement, sensor: Sensor): void {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const scale = devicePixelRatio;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const pen = canvas.getContext('2d')!;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, width, height);
  const box = width * (1 - LOOKED_AT / SHOWN);
  pen.fillStyle = BOX;
  pen.fillRect(box, 0, width - box, height);
  drawLine(
    pen,
    MIDDLE,
    [],
    [
      [0, height / 2],
      [width, height / 2],
    ],
    1,
  );
  const readings = sensor.list(SHOWN);
  const most = Math.max(HIGHEST, ...readings.flatMap(({ values }) => values.map(Math.abs)));
  const end = readings.at(-1)?.at ?? 0;
  AXES.forEach(({ color, dash }, axis) => {
    const places = readings.map(({ at, values }): [number, number] => [
      width * (1 + (at - end) / SHOWN),
      height * (0.5 - (FILLED * values[axis]) / most),
    ]);
    drawLine(pen, color, dash, places, 2);
  });
  pen.strokeStyle = BOX_INK;
  pen.lineWidth = 2;
  pen.setLineDash([]);
  pen.strokeRect(box, 1, width - box - 1, height - 2);
}

function drawLine(
  pen: CanvasRenderingContext2D,
  color: string,
  dash: readonly number[],
  places: [number, number][],
  thick: number,
): void {
  pen.strokeStyle = color;
  pen.lineWidth = thick;
  pen.setLineDash([...dash]);
  pen.beginPath();
  for (const [x, y] of places) pen.lineTo(x, y);
  pen.stroke();
}
