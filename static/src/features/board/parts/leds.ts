/** Lamps: they glow as brightly as their pin says. */

import { createSvg, interpolate, setAttributes } from '../svg';
import { BOX, type PartDrawing } from './part_drawing';

const DOME = 'M31 62V34a17 17 0 0 1 34 0v28z';

function drawDome(root: SVGGElement, foot: string) {
  const halo = createSvg('circle', { cx: 48, cy: 38, r: 34, opacity: 0 });
  const glass = createSvg('path', { d: DOME, 'stroke-width': 2 });
  root.append(
    createSvg('path', { d: 'M41 68v16M55 68v16', stroke: '#9aa2ad', 'stroke-width': 3, fill: 'none' }),
    halo,
    glass,
    createSvg('path', {
      d: 'M37 40v-5a11 11 0 0 1 8-10',
      stroke: '#fff',
      'stroke-opacity': 0.75,
      'stroke-width': 4,
      'stroke-linecap': 'round',
      fill: 'none',
    }),
    createSvg('rect', { x: 26, y: 60, width: 44, height: 9, rx: 2, fill: foot }),
  );
  return { halo, glass };
}

export const LED: PartDrawing = {
  wire: '#c8322a',
  make(root) {
    const { halo, glass } = drawDome(root, '#8f1d14');
    halo.setAttribute('fill', '#ff8f80');
    return ({ values: [bright] }) => {
      // The eye sees half the power as far more than half the light.
      const seen = Math.sqrt(Math.max(0, Math.min(1, bright)));
      setAttributes(halo, { opacity: seen * 0.55 });
      setAttributes(glass, {
        fill: interpolate('#7c2a24', '#ff4a3d', seen),
        stroke: interpolate('#551a15', '#a11c12', seen),
      });
      root.dataset.bright = bright.toFixed(2);
    };
  },
};

export const RGBLED: PartDrawing = {
  wire: '#6b46c1',
  make(root) {
    const { halo, glass } = drawDome(root, '#5f6b7a');
    return ({ values }) => {
      const seen = values.map((one) => Math.round(255 * Math.sqrt(Math.max(0, Math.min(1, one)))));
      const most = Math.max(...seen) / 255;
      const color = `rgb(${seen.join(' ')})`;
      setAttributes(halo, { fill: color, opacity: most * 0.5 });
      setAttributes(glass, {
        fill: most > 0 ? color : '#dfe3e8',
        'fill-opacity': Math.max(0.75, most),
        stroke: '#5f6b7a',
      });
      root.dataset.color = values.map((one) => one.toFixed(2)).join(' ');
    };
  },
};

const [MAX_PIXELS, IN_A_ROW] = [60, 12];

export const NeoPixel: PartDrawing = {
  wire: '#6b46c1',
  width: BOX.wide,
  make(root) {
    const lights = [...Array(MAX_PIXELS).keys()].map((at) =>
      createSvg('rect', {
        x: 9 + 13 * (at % IN_A_ROW),
        y: 8 + 13 * Math.floor(at / IN_A_ROW),
        width: 10,
        height: 10,
        rx: 2,
      }),
    );
    root.append(
      createSvg('path', { d: 'M76 72v12M84 72v12M92 72v12', stroke: '#9aa2ad', 'stroke-width': 3 }),
      createSvg('rect', { x: 2, y: 2, width: 164, height: 72, rx: 5, fill: '#1d2530' }),
      ...lights,
    );
    return ({ lines = [] }) => {
      lights.forEach((light, at) =>
        setAttributes(light, { fill: lines[at] ?? '#000000', display: at < lines.length ? 'inline' : 'none' }),
      );
      root.dataset.colors = lines.join(' ');
    };
  },
};
