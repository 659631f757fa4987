/** What moves, clicks or sounds: servo, motor, relay, buzzer. */

import { createSvg, setAttributes } from '../svg';
import { type PartDrawing, prefersReducedMotion } from './part_drawing';

const TURNS_A_SECOND = 1.6; // of a motor at full speed

export const Servo: PartDrawing = {
  wire: '#b86200',
  make(root) {
    const ticks = [0, 30, 60, 90, 120, 150, 180].map((angle) =>
      createSvg('path', {
        d: 'M86 48h6',
        transform: `rotate(${-angle} 48 48)`,
        stroke: '#6f7782',
        'stroke-width': angle % 90 ? 2 : 3,
      }),
    );
    const arm = createSvg(
      'g',
      { class: 'servo-arm' },
      createSvg('path', { d: 'M48 48h28', stroke: '#1d2530', 'stroke-width': 10, 'stroke-linecap': 'round' }),
    );
    root.append(
      ...ticks,
      createSvg('rect', { x: 16, y: 58, width: 64, height: 9, rx: 2, fill: '#26406b' }),
      createSvg('rect', { x: 25, y: 40, width: 46, height: 44, rx: 5, fill: '#3a5a92' }),
      createSvg('circle', { cx: 48, cy: 48, r: 16, fill: '#eceff4', stroke: '#8b94a1' }),
      arm,
      createSvg('circle', { cx: 48, cy: 48, r: 4, fill: '#8b94a1' }),
    );
    return ({ values: [angle] }) => {
      const driven = !Number.isNaN(angle);
      // 0° points to the right, 90° up, 180° to the left.
      if (driven) arm.style.transform = `rotate(${-angle}deg)`;
      setAttributes(arm, { opacity: driven ? 1 : 0.35 });
      root.dataset.angle = driven ? String(Math.round(angle)) : '';
    };
  },
};

export const DriverServo = Servo;

export const Motor: PartDrawing = {
  wire: '#8a6d00',
  make(root) {
    const spokes = [0, 60, 120].map((angle) =>
      createSvg('path', { d: 'M50 46h36', transform: `rotate(${angle} 68 46)`, stroke: '#c9d0d9', 'stroke-width': 4 }),
    );
    const wheel = createSvg(
      'g',
      {},
      createSvg('circle', { cx: 68, cy: 46, r: 24, fill: '#1d2530' }),
      createSvg('circle', { cx: 68, cy: 46, r: 17, fill: '#e9c64a' }),
      ...spokes,
      createSvg('circle', { cx: 86, cy: 46, r: 3, fill: '#b42318' }),
    );
    wheel.style.transformOrigin = '68px 46px';
    const arrow = createSvg('path', {
      fill: 'none',
      stroke: '#1d2530',
      'stroke-width': 4,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    });
    root.append(
      createSvg('rect', { x: 4, y: 30, width: 44, height: 32, rx: 6, fill: '#e0a81c', stroke: '#8a6d00' }),
      createSvg('rect', { x: 44, y: 40, width: 14, height: 12, fill: '#9aa2ad' }),
      wheel,
      createSvg('circle', { cx: 68, cy: 46, r: 5, fill: '#6f7782' }),
      arrow,
      createSvg('path', { d: 'M22 62v22M32 62v22', stroke: '#9aa2ad', 'stroke-width': 3 }),
    );
    let angle = 0;
    return ({ values: [speed] }, seconds) => {
      arrow.setAttribute(
        'd',
        speed > 0 ? 'M52 15a34 34 0 0 1 34-2m-8-8 9 8-9 8' : speed < 0 ? 'M84 13a34 34 0 0 0-34 2m9-9-9 8 9 9' : '',
      );
      root.dataset.speed = speed.toFixed(2);
      if (!speed || prefersReducedMotion()) return false;
      angle = (angle + speed * TURNS_A_SECOND * 360 * seconds) % 360;
      wheel.style.transform = `rotate(${angle}deg)`;
      return true;
    };
  },
};

export const Buzzer: PartDrawing = {
  wire: '#0b7285',
  make(root) {
    const waves = [
      'M80 30a26 26 0 0 1 0 36',
      'M87 23a36 36 0 0 1 0 50',
      'M16 30a26 26 0 0 0 0 36',
      'M9 23a36 36 0 0 0 0 50',
    ].map((d) =>
      createSvg('path', { d, fill: 'none', stroke: '#0b7285', 'stroke-width': 3, 'stroke-linecap': 'round' }),
    );
    const sound = createSvg('g', { opacity: 0 }, ...waves);
    root.append(
      createSvg('path', { d: 'M42 70v14M54 70v14', stroke: '#9aa2ad', 'stroke-width': 3 }),
      createSvg('circle', { cx: 48, cy: 48, r: 26, fill: '#272e38', stroke: '#11161d', 'stroke-width': 2 }),
      createSvg('circle', { cx: 48, cy: 48, r: 17, fill: 'none', stroke: '#4a5462', 'stroke-width': 2 }),
      createSvg('circle', { cx: 48, cy: 48, r: 5, fill: '#8b94a1' }),
      sound,
    );
    let time = 0;
    return ({ values: [hertz] }, seconds) => {
      root.dataset.hertz = String(Math.round(hertz));
      if (!hertz || prefersReducedMotion()) {
        setAttributes(sound, { opacity: hertz ? 1 : 0 });
        return false;
      }
      time += seconds;
      setAttributes(sound, { opacity: 0.65 + 0.35 * Math.sin(time * 12) });
      return true;
    };
  },
};

export const Relay: PartDrawing = {
  wire: '#1c6fb5',
  make(root) {
    const tongue = createSvg('path', {
      d: 'M34 50 62 50',
      stroke: '#fff',
      'stroke-width': 5,
      'stroke-linecap': 'round',
      class: 'relay-tongue',
    });
    const lamp = createSvg('circle', { cx: 72, cy: 66, r: 4 });
    root.append(
      createSvg('path', { d: 'M38 74v10M58 74v10', stroke: '#9aa2ad', 'stroke-width': 3 }),
      createSvg('rect', { x: 14, y: 20, width: 68, height: 56, rx: 5, fill: '#1c6fb5', stroke: '#124a7a' }),
      createSvg('circle', { cx: 34, cy: 50, r: 5, fill: '#fff' }),
      createSvg('circle', { cx: 66, cy: 50, r: 5, fill: '#fff' }),
      tongue,
      lamp,
    );
    return ({ values: [on] }) => {
      tongue.style.transform = `rotate(${on ? 0 : -32}deg)`;
      setAttributes(lamp, { fill: on ? '#8cf5a5' : '#0e3a60' });
      root.dataset.on = String(on);
    };
  },
};

export const Stepper: PartDrawing = {
  wire: '#274c9b',
  make(root) {
    const shaft = createSvg(
      'g',
      { class: 'knob' },
      createSvg('circle', { cx: 48, cy: 44, r: 11, fill: '#e9c64a', stroke: '#8a6d00', 'stroke-width': 2 }),
      createSvg('path', { d: 'M48 44V18', stroke: '#b42318', 'stroke-width': 5, 'stroke-linecap': 'round' }),
    );
    root.append(
      createSvg('path', { d: 'M36 70v14M44 70v14M52 70v14M60 70v14', stroke: '#9aa2ad', 'stroke-width': 3 }),
      createSvg('circle', { cx: 48, cy: 44, r: 30, fill: '#c9d0d9', stroke: '#6f7782', 'stroke-width': 2 }),
      shaft,
    );
    return ({ values: [turned] }) => {
      shaft.style.transform = `rotate(${turned}deg)`;
      root.dataset.turned = String(Math.round(turned));
    };
  },
};
