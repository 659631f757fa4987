/** The board on the screen is tilted by hand: dragged, by arrows, and shaken. */

import { t } from '../../../../lib/texts';
import type { Sensor } from './sensor';
import './texts';

const STEP = 0.25;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};
const LEAN = 38; // of the knob, in per cent of the pad

export function TiltPad({ sensor }: { sensor: Sensor }) {
  const [x, y] = sensor.tilt.value;
  const move = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const across = (2 * (event.clientX - left)) / width - 1;
    sensor.tilt.value = limit(across, 1 - (2 * (event.clientY - top)) / height);
  };
  return (
    <div class="row motion-hands">
      <div
        class="motion-pad"
        role="application"
        tabIndex={0}
        aria-label={t('motionTilt')}
        title={t('motionTilt')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => event.buttons && move(event)}
        onDblClick={() => (sensor.tilt.value = [0, 0])}
        onKeyDown={(event) => {
          const step = ARROWS[event.key];
          if (!step) return;
          event.preventDefault();
          sensor.tilt.value = limit(x + step[0], y + step[1]);
        }}
      >
        <i style={{ left: `${50 + LEAN * x}%`, top: `${50 - LEAN * y}%` }} />
      </div>
      <button class="btn" onClick={() => sensor.shake()}>
        {t('motionShake')}
      </button>
      <p class="cap">{t('motionTilt')}</p>
    </div>
  );
}

/** No farther than upright. */
function limit(x: number, y: number): readonly [number, number] {
  const length = Math.hypot(x, y);
  return length > 1 ? [x / length, y / length] : [x, y];
}
