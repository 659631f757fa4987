/** What feels and measures. */

import { createSvg, interpolate, setAttributes } from '../svg';
import type { PartDrawing } from './part_drawing';

const LEGS = 'M38 70v14M48 70v14M58 70v14';
const drawLegs = (d = LEGS) => createSvg('path', { d, stroke: '#9aa2ad', 'stroke-width': 3, fill: 'none' });

export const Button: PartDrawing = {
  wire: '#13703f',
  make(root) {
    const cap = createSvg('circle', { cx: 48, cy: 46, r: 18, 'stroke-width': 4 });
    root.append(
      drawLegs('M34 74v10M62 74v10'),
      createSvg('rect', { x: 18, y: 16, width: 60, height: 60, rx: 8, fill: '#d9d3c6', stroke: '#8b857a' }),
      createSvg('circle', { cx: 48, cy: 46, r: 22, fill: '#b8b1a2' }),
      cap,
    );
    return ({ values: [down] }) => {
      setAttributes(cap, {
        r: down ? 16 : 19,
        fill: down ? '#0b4a29' : '#1b8a50',
        stroke: down ? '#ffd43b' : '#0e5a32',
      });
      root.dataset.pressed = String(down);
    };
  },
};

export const Potentiometer: PartDrawing = {
  wire: '#8f3a8c',
  make(root) {
    const knob = createSvg(
      'g',
      { class: 'knob' },
      createSvg('circle', { cx: 48, cy: 44, r: 24, fill: '#3f4a58', stroke: '#1d2530', 'stroke-width': 2 }),
      createSvg('path', { d: 'M48 40V24', stroke: '#ffd98a', 'stroke-width': 5, 'stroke-linecap': 'round' }),
    );
    root.append(
      drawLegs(),
      createSvg('path', {
        d: 'M25 67A33 33 0 1 1 71 67',
        fill: 'none',
        stroke: '#cfc8b8',
        'stroke-width': 5,
        'stroke-linecap': 'round',
      }),
      knob,
    );
    return ({ values: [value] }) => {
      knob.style.transform = `rotate(${value * 270 - 135}deg)`;
      root.dataset.value = value.toFixed(2);
    };
  },
};

export const LightSensor: PartDrawing = {
  wire: '#6b46c1',
  make(root) {
    const rays = createSvg('path', {
      d: 'M48 4v9M19 15l6 7M77 15l-6 7M8 42h9M88 42h-9',
      stroke: '#c98a00',
      'stroke-width': 4,
      'stroke-linecap': 'round',
      fill: 'none',
    });
    const face = createSvg('circle', { cx: 48, cy: 46, r: 24, stroke: '#8a5200', 'stroke-width': 3 });
    root.append(
      drawLegs('M40 68v16M56 68v16'),
      rays,
      face,
      createSvg('path', {
        d: 'M32 52c5-14 10-14 14-5s10 8 16-6',
        fill: 'none',
        stroke: '#8a5200',
        'stroke-width': 4,
        'stroke-linecap': 'round',
      }),
    );
    return ({ values: [value] }) => {
      setAttributes(rays, { opacity: value });
      setAttributes(face, { fill: interpolate('#b8aa86', '#ffe9a8', value) });
      root.dataset.value = value.toFixed(2);
    };
  },
};

export const SoundSensor: PartDrawing = {
  wire: '#0b7285',
  make(root) {
    const bars = [0, 1, 2, 3, 4].map((at) =>
      createSvg('rect', { x: 60 + at * 6, y: 50 - at * 7, width: 4, height: 8 + at * 7, rx: 1 }),
    );
    root.append(
      drawLegs(),
      createSvg('rect', { x: 8, y: 12, width: 80, height: 60, rx: 6, fill: '#13505a' }),
      createSvg('circle', { cx: 34, cy: 42, r: 19, fill: '#c9d0d9', stroke: '#6f7782', 'stroke-width': 3 }),
      createSvg('circle', { cx: 34, cy: 42, r: 9, fill: '#5f6b7a' }),
      ...bars,
    );
    return ({ values: [value] }) => {
      bars.forEach((bar, at) => setAttributes(bar, { fill: value * 5 > at ? '#8cf5a5' : '#2d6c76' }));
      root.dataset.value = value.toFixed(2);
    };
  },
};

export const DistanceSensor: PartDrawing = {
  wire: '#2a56b9',
  make(root) {
    const eye = (cx: number) =>
      createSvg('circle', { cx, cy: 46, r: 17, fill: '#cfd6df', stroke: '#6f7782', 'stroke-width': 4 });
    // A hand in front of it: the nearer, the larger and the lower.
    const hand = createSvg('rect', { fill: '#e3b98f', stroke: '#8a5523', 'stroke-width': 2 });
    root.append(
      drawLegs('M36 70v14M44 70v14M52 70v14M60 70v14'),
      createSvg('rect', { x: 4, y: 24, width: 88, height: 48, rx: 5, fill: '#1c6a88' }),
      eye(26),
      eye(70),
      hand,
    );
    return ({ values: [cm] }) => {
      const near = 1 - Math.min(1, Math.max(0, cm || 0) / 200);
      const width = 16 + 40 * near;
      setAttributes(hand, {
        x: 48 - width / 2,
        y: 2 + 12 * near,
        width,
        height: 6 + 3 * near,
        rx: 3,
        opacity: cm > 0 ? 1 : 0,
      });
      root.dataset.cm = String(Math.round(cm));
    };
  },
};

export const MotionSensor: PartDrawing = {
  wire: '#b0246b',
  make(root) {
    const seen = createSvg('path', {
      d: 'M18 20a40 40 0 0 0-8 22M78 20a40 40 0 0 1 8 22',
      stroke: '#b0246b',
      'stroke-width': 4,
      'stroke-linecap': 'round',
      fill: 'none',
    });
    const dome = createSvg('path', { d: 'M22 62a26 30 0 0 1 52 0z', stroke: '#8b94a1', 'stroke-width': 2 });
    root.append(
      drawLegs(),
      createSvg('rect', { x: 12, y: 60, width: 72, height: 12, rx: 2, fill: '#1f6b3a' }),
      dome,
      createSvg('path', { d: 'M35 62a13 24 0 0 1 26 0M48 32v30', fill: 'none', stroke: '#aab2bd', 'stroke-width': 2 }),
      seen,
    );
    return ({ values: [active] }) => {
      setAttributes(dome, { fill: active ? '#ffd6e6' : '#f2f4f7' });
      setAttributes(seen, { opacity: active });
      root.dataset.active = String(active);
    };
  },
};

export const LineSensor: PartDrawing = {
  wire: '#475364',
  make(root) {
    const track = createSvg('rect', { x: 4, y: 8, width: 88, height: 14, rx: 2, stroke: '#5f6b7a' });
    const lamp = createSvg('circle', { cx: 48, cy: 58, r: 4 });
    root.append(
      drawLegs(),
      track,
      createSvg('rect', { x: 16, y: 30, width: 64, height: 42, rx: 4, fill: '#26406b' }),
      createSvg('circle', { cx: 34, cy: 42, r: 7, fill: '#11161d' }),
      createSvg('circle', { cx: 62, cy: 42, r: 7, fill: '#dfe6ef' }),
      lamp,
    );
    return ({ values: [active] }) => {
      setAttributes(track, { fill: active ? '#1d2530' : '#fff' });
      setAttributes(lamp, { fill: active ? '#8cf5a5' : '#12213c' });
      root.dataset.active = String(active);
    };
  },
};

export const TemperatureHumidity: PartDrawing = {
  wire: '#1c6fb5',
  make(root) {
    const holes = [0, 1, 2, 3].flatMap((row) =>
      [0, 1, 2].map((column) =>
        createSvg('rect', { x: 16 + column * 11, y: 22 + row * 11, width: 7, height: 7, rx: 1, fill: '#0e4b80' }),
      ),
    );
    const mercury = createSvg('rect', { x: 65, width: 6, rx: 3, fill: '#d63a2c' });
    root.append(
      drawLegs(),
      createSvg('rect', { x: 8, y: 12, width: 42, height: 60, rx: 4, fill: '#2f7fc4' }),
      ...holes,
      createSvg('rect', {
        x: 60,
        y: 8,
        width: 16,
        height: 66,
        rx: 8,
        fill: '#fff',
        stroke: '#5f6b7a',
        'stroke-width': 2,
      }),
      createSvg('circle', { cx: 68, cy: 65, r: 6, fill: '#d63a2c' }),
      mercury,
    );
    return ({ values: [warmth, damp] }) => {
      const height = 8 + 42 * Math.min(1, Math.max(0, ((warmth || 0) + 20) / 80));
      setAttributes(mercury, { y: 66 - height, height });
      root.dataset.climate = `${Math.round(warmth)} ${Math.round(damp)}`;
    };
  },
};

export const Accelerometer: PartDrawing = {
  wire: '#0b7285',
  make(root) {
    const plate = createSvg(
      'g',
      { class: 'knob' },
      createSvg('rect', { x: 18, y: 22, width: 60, height: 40, rx: 5, fill: '#274c9b', stroke: '#173066' }),
      createSvg('rect', { x: 39, y: 33, width: 18, height: 18, rx: 2, fill: '#11161d' }),
      createSvg('circle', { cx: 26, cy: 30, r: 3, fill: '#e8d28a' }),
      createSvg('circle', { cx: 70, cy: 30, r: 3, fill: '#e8d28a' }),
    );
    root.append(drawLegs(), plate);
    return ({ values: [x, y, z] }) => {
      plate.style.transform = `rotate(${Math.max(-1, Math.min(1, x)) * 40}deg)`;
      root.dataset.measured = [x, y, z].map((one) => one.toFixed(2)).join(' ');
    };
  },
};

export const ColorSensor: PartDrawing = {
  wire: '#b0246b',
  make(root) {
    const paper = createSvg('rect', { x: 14, y: 4, width: 68, height: 16, rx: 3, stroke: '#5f6b7a' });
    root.append(
      drawLegs(),
      paper,
      createSvg('rect', { x: 20, y: 28, width: 56, height: 44, rx: 5, fill: '#2b2f36' }),
      createSvg('circle', { cx: 36, cy: 48, r: 7, fill: '#fff7d6' }),
      createSvg('rect', { x: 52, y: 40, width: 16, height: 16, rx: 2, fill: '#11161d', stroke: '#8b94a1' }),
    );
    return ({ values }) => {
      setAttributes(paper, { fill: `rgb(${values.map((one) => Math.round(one * 255)).join(' ')})` });
      root.dataset.measured = values.map((one) => one.toFixed(2)).join(' ');
    };
  },
};

export const Keypad: PartDrawing = {
  wire: '#475364',
  make(root) {
    const keys = [...Array(16).keys()].map((at) =>
      createSvg('rect', { x: 21 + 14 * (at & 3), y: 8 + 15 * (at >> 2), width: 12, height: 12, rx: 2 }),
    );
    root.append(
      drawLegs('M30 70v14M36 70v14M42 70v14M48 70v14M54 70v14M60 70v14M66 70v14'),
      createSvg('rect', { x: 14, y: 2, width: 68, height: 70, rx: 5, fill: '#1d2530' }),
      ...keys,
    );
    return ({ values: [pressed], words }) => {
      keys.forEach((key, at) =>
        setAttributes(key, { fill: at === pressed ? '#ffd43b' : (at & 3) === 3 ? '#c8322a' : '#3a5a92' }),
      );
      root.dataset.key = words;
    };
  },
};

export const InfraredReceiver: PartDrawing = {
  wire: '#a8328f',
  make(root) {
    const waves = [12, 19, 26].map((r) =>
      createSvg('path', { d: `M${48 - r} 20a${r} ${r * 0.6} 0 0 1 ${2 * r} 0`, fill: 'none', 'stroke-width': 3 }),
    );
    root.append(
      drawLegs(),
      createSvg('rect', { x: 26, y: 26, width: 44, height: 46, rx: 5, fill: '#1d2530' }),
      createSvg('circle', { cx: 48, cy: 46, r: 15, fill: '#3a1f2b', stroke: '#5f6b7a', 'stroke-width': 2 }),
      createSvg('circle', { cx: 43, cy: 41, r: 4, fill: '#8a5468' }),
      ...waves,
    );
    return ({ values: [command] }) => {
      for (const wave of waves) setAttributes(wave, { stroke: command < 0 ? 'none' : '#d63a2c' });
      root.dataset.command = String(command);
    };
  },
};

export const RealTimeClock: PartDrawing = {
  wire: '#13703f',
  make(root) {
    const makeHand = (d: string, width: number, color: string) =>
      createSvg('path', { d, stroke: color, 'stroke-width': width, 'stroke-linecap': 'round' });
    const hands = [
      makeHand('M48 40V26', 5, '#1d2530'),
      makeHand('M48 40V18', 3, '#1d2530'),
      makeHand('M48 40V15', 1.5, '#b42318'),
    ];
    const ticks = [0, 90, 180, 270].map((angle) =>
      createSvg('path', { d: 'M48 12v5', transform: `rotate(${angle} 48 40)`, stroke: '#6f7782', 'stroke-width': 3 }),
    );
    root.append(
      drawLegs(),
      createSvg('rect', { x: 10, y: 4, width: 76, height: 68, rx: 6, fill: '#1c6a88' }),
      createSvg('circle', { cx: 48, cy: 40, r: 30, fill: '#fff', stroke: '#11161d', 'stroke-width': 2 }),
      ...ticks,
      ...hands,
    );
    return ({ values: [hour, minute, second], words }) => {
      const angles = [30 * hour + minute / 2, 6 * minute, 6 * second];
      hands.forEach((hand, at) => setAttributes(hand, { transform: `rotate(${angles[at]} 48 40)` }));
      root.dataset.time = words;
      return true;
    };
  },
};

export const Joystick: PartDrawing = {
  wire: '#8f3a8c',
  make(root) {
    const cap = createSvg('circle', { r: 15, stroke: '#11161d', 'stroke-width': 2 });
    root.append(
      drawLegs(),
      createSvg('rect', { x: 14, y: 8, width: 68, height: 66, rx: 6, fill: '#26406b' }),
      createSvg('circle', { cx: 48, cy: 41, r: 26, fill: '#3f4a58' }),
      cap,
    );
    return ({ values: [x, y, down] }) => {
      setAttributes(cap, { cx: 48 + 12 * x, cy: 41 - 12 * y, fill: down ? '#0b4a29' : '#5f6b7a' });
      root.dataset.measured = `${x.toFixed(2)} ${y.toFixed(2)}`;
    };
  },
};
