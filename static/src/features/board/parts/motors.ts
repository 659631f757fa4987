/** What moves, clicks or sounds: servo, motor, relay, buzzer. */

import { set, svg } from '../svg';
import { calm, type Look } from './part_drawing';

const TURNS_A_SECOND = 1.6; // of a motor at full speed

export const Servo: Look = {
  wire: '#b86200',
  make(root) {
    const ticks = [0, 30, 60, 90, 120, 150, 180].map((angle) =>
      svg('path', {
        d: 'M86 48h6',
        transform: `rotate(${-angle} 48 48)`,
        stroke: '#6f7782',
        'stroke-width': angle % 90 ? 2 : 3,
      }),
    );
    const arm = svg(
      'g',
      { class: 'servo-arm' },
      svg('path', { d: 'M48 48h28', stroke: '#1d2530', 'stroke-width': 10, 'stroke-linecap': 'round' }),
    );
    root.append(
      ...ticks,
      svg('rect', { x: 16, y: 58, width: 64, height: 9, rx: 2, fill: '#26406b' }),
      svg('rect', { x: 25, y: 40, width: 46, height: 44, rx: 5, fill: '#3a5a92' }),
      svg('circle', { cx: 48, cy: 48, r: 16, fill: '#eceff4', stroke: '#8b94a1' }),
      arm,
      svg('circle', { cx: 48, cy: 48, r: 4, fill: '#8b94a1' }),
    );
    return ({ values: [angle] }) => {
      const driven = !Number.isNaN(angle);
      // 0° points to the right, 90° up, 180° to the left.
      if (driven) arm.style.transform = `rotate(${-angle}deg)`;
      set(arm, { opacity: driven ? 1 : 0.35 });
      root.dataset.angle = driven ? String(Math.round(angle)) : '';
    };
  },
};

export const Motor: Look = {
  wire: '#8a6d00',
  make(root) {
    const spokes = [0, 60, 120].map((angle) =>
      svg('path', { d: 'M50 46h36', transform: `rotate(${angle} 68 46)`, stroke: '#c9d0d9', 'stroke-width': 4 }),
    );
    const wheel = svg(
      'g',
      {},
      svg('circle', { cx: 68, cy: 46, r: 24, fill: '#1d2530' }),
      svg('circle', { cx: 68, cy: 46, r: 17, fill: '#e9c64a' }),
      ...spokes,
      svg('circle', { cx: 86, cy: 46, r: 3, fill: '#b42318' }),
    );
    wheel.style.transformOrigin = '68px 46px';
    const arrow = svg('path', {
      fill: 'none',
      stroke: '#1d2530',
      'stroke-width': 4,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    });
    root.append(
      svg('rect', { x: 4, y: 30, width: 44, height: 32, rx: 6, fill: '#e0a81c', stroke: '#8a6d00' }),
      svg('rect', { x: 44, y: 40, width: 14, height: 12, fill: '#9aa2ad' }),
      wheel,
      svg('circle', { cx: 68, cy: 46, r: 5, fill: '#6f7782' }),
      arrow,
      svg('path', { d: 'M22 62v22M32 62v22', stroke: '#9aa2ad', 'stroke-width': 3 }),
    );
    let angle = 0;
    return ({ values: [speed] }, seconds) => {
      arrow.setAttribute(
        'd',
        speed > 0 ? 'M52 15a34 34 0 0 1 34-2m-8-8 9 8-9 8' : speed < 0 ? 'M84 13a34 34 0 0 0-34 2m9-9-9 8 9 9' : '',
      );
      root.dataset.speed = speed.toFixed(2);
      if (!speed || calm()) return false;
      angle = (angle + speed * TURNS_A_SECOND * 360 * seconds) % 360;
      wheel.style.transform = `rotate(${angle}deg)`;
      return true;
    };
  },
};

export const Buzzer: Look = {
  wire: '#0b7285',
  make(root) {
    const waves = [
      'M80 30a26 26 0 0 1 0 36',
      'M87 23a36 36 0 0 1 0 50',
      'M16 30a26 26 0 0 0 0 36',
      'M9 23a36 36 0 0 0 0 50',
    ].map((d) => svg('path', { d, fill: 'none', stroke: '#0b7285', 'stroke-width': 3, 'stroke-linecap': 'round' }));
    const sound = svg('g', { opacity: 0 }, ...waves);
    root.append(
      svg('path', { d: 'M42 70v14M54 70v14', stroke: '#9aa2ad', 'stroke-width': 3 }),
      svg('circle', { cx: 48, cy: 48, r: 26, fill: '#272e38', stroke: '#11161d', 'stroke-width': 2 }),
      svg('circle', { cx: 48, cy: 48, r: 17, fill: 'none', stroke: '#4a5462', 'stroke-width': 2 }),
      svg('circle', { cx: 48, cy: 48, r: 5, fill: '#8b94a1' }),
      sound,
    );
    let time = 0;
    return ({ values: [hertz] }, seconds) => {
      root.dataset.hertz = String(Math.round(hertz));
      if (!hertz || calm()) {
        set(sound, { opacity: hertz ? 1 : 0 });
        return false;
      }
      time += seconds;
      set(sound, { opacity: 0.65 + 0.35 * Math.sin(time * 12) });
      return true;
    };
  },
};

export const Relay: Look = {
  wire: '#1c6fb5',
  make(root) {
    const tongue = svg('path', {
      d: 'M34 50 62 50',
      stroke: '#fff',
      'stroke-width': 5,
      'stroke-linecap': 'round',
      class: 'relay-tongue',
    });
    const lamp = svg('circle', { cx: 72, cy: 66, r: 4 });
    root.append(
      svg('path', { d: 'M38 74v10M58 74v10', stroke: '#9aa2ad', 'stroke-width': 3 }),
      svg('rect', { x: 14, y: 20, width: 68, height: 56, rx: 5, fill: '#1c6fb5', stroke: '#124a7a' }),
      svg('circle', { cx: 34, cy: 50, r: 5, fill: '#fff' }),
      svg('circle', { cx: 66, cy: 50, r: 5, fill: '#fff' }),
      tongue,
      lamp,
    );
    return ({ values: [on] }) => {
      tongue.style.transform = `rotate(${on ? 0 : -32}deg)`;
      set(lamp, { fill: on ? '#8cf5a5' : '#0e3a60' });
      root.dataset.on = String(on);
    };
  },
};
