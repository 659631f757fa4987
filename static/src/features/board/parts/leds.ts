/** Lamps: they glow as brightly as their pin says. */

import { between, set, svg } from '../svg';
import type { Look } from './part_drawing';

const DOME = 'M31 62V34a17 17 0 0 1 34 0v28z';

function dome(root: SVGGElement, foot: string) {
  const halo = svg('circle', { cx: 48, cy: 38, r: 34, opacity: 0 });
  const glass = svg('path', { d: DOME, 'stroke-width': 2 });
  root.append(
    svg('path', { d: 'M41 68v16M55 68v16', stroke: '#9aa2ad', 'stroke-width': 3, fill: 'none' }),
    halo,
    glass,
    svg('path', {
      d: 'M37 40v-5a11 11 0 0 1 8-10',
      stroke: '#fff',
      'stroke-opacity': 0.75,
      'stroke-width': 4,
      'stroke-linecap': 'round',
      fill: 'none',
    }),
    svg('rect', { x: 26, y: 60, width: 44, height: 9, rx: 2, fill: foot }),
  );
  return { halo, glass };
}

export const LED: Look = {
  wire: '#c8322a',
  make(root) {
    const { halo, glass } = dome(root, '#8f1d14');
    halo.setAttribute('fill', '#ff8f80');
    return ({ values: [bright] }) => {
      // The eye sees half the power as far more than half the light.
      const seen = Math.sqrt(Math.max(0, Math.min(1, bright)));
      set(halo, { opacity: seen * 0.55 });
      set(glass, { fill: between('#7c2a24', '#ff4a3d', seen), stroke: between('#551a15', '#a11c12', seen) });
      root.dataset.bright = bright.toFixed(2);
    };
  },
};

export const RGBLED: Look = {
  wire: '#6b46c1',
  make(root) {
    const { halo, glass } = dome(root, '#5f6b7a');
    return ({ values }) => {
      const seen = values.map((one) => Math.round(255 * Math.sqrt(Math.max(0, Math.min(1, one)))));
      const most = Math.max(...seen) / 255;
      const color = `rgb(${seen.join(' ')})`;
      set(halo, { fill: color, opacity: most * 0.5 });
      set(glass, { fill: most > 0 ? color : '#dfe3e8', 'fill-opacity': Math.max(0.75, most), stroke: '#5f6b7a' });
      root.dataset.color = values.map((one) => one.toFixed(2)).join(' ');
    };
  },
};
