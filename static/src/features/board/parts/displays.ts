/** Displays, and the plain pin. */

import { createSvg, setAttributes, setText } from '../svg';
import { BOX, type PartDrawing } from './part_drawing';

const LETTERS = 16;

export const Display: PartDrawing = {
  wire: '#5c6b12',
  width: BOX.wide,
  make(root) {
    const lines = [0, 1].map((row) =>
      createSvg('text', { x: 14, y: 35 + row * 22, 'font-size': 15, class: 'display-line' }),
    );
    const pixels = createSvg('path', { fill: '#cfe8ff' });
    const dark = createSvg(
      'g',
      {},
      createSvg('rect', { x: 16, y: 4, width: 136, height: 72, rx: 4, fill: '#0d1117' }),
      pixels,
    );
    const green = createSvg(
      'g',
      {},
      createSvg('rect', { x: 2, y: 6, width: 164, height: 68, rx: 4, fill: '#1f6b3a' }),
      createSvg('rect', { x: 9, y: 15, width: 150, height: 48, rx: 2, fill: '#b4dc6a' }),
      ...lines,
    );
    root.append(
      createSvg('path', { d: 'M72 72v12M80 72v12M88 72v12M96 72v12', stroke: '#9aa2ad', 'stroke-width': 3 }),
      green,
      dark,
    );
    let drawn = '';
    return (reading) => {
      const {
        values: [width, height],
        lines: said = [],
        bitmap,
      } = reading;
      setAttributes(dark, { display: bitmap ? 'inline' : 'none' });
      setAttributes(green, { display: bitmap ? 'none' : 'inline' });
      lines.forEach((line, row) => setText(line, (said[row] ?? '').slice(0, LETTERS)));
      root.dataset.text = said.join('\n');
      if (!bitmap || bitmap === drawn) return;
      drawn = bitmap;
      setAttributes(pixels, {
        d: drawOutline(bitmap, width),
        transform: `translate(20 8) scale(${128 / (width || 128)} ${64 / (height || 64)})`,
      });
    };
  },
};

/** The lit pixels of a bitmap (rows of whole bytes, the first pixel the highest bit) as one path of runs. */
function drawOutline(bitmap: string, width: number): string {
  const bytes = atob(bitmap);
  const row = Math.ceil(width / 8);
  const runs: string[] = [];
  for (let y = 0; y * row < bytes.length; y++) {
    let from = -1;
    for (let x = 0; x <= width; x++) {
      const lit = x < width && (bytes.charCodeAt(y * row + (x >> 3)) >> (7 - (x & 7))) & 1;
      if (lit && from < 0) from = x;
      if (!lit && from >= 0) {
        runs.push(`M${from} ${y}h${x - from}v1h${from - x}z`);
        from = -1;
      }
    }
  }
  return runs.join('');
}

export const DigitDisplay: PartDrawing = {
  wire: '#8f3a8c',
  make(root) {
    const digits = createSvg('text', { x: 48, y: 52, 'text-anchor': 'middle', 'font-size': 26, class: 'digits' });
    root.append(
      createSvg('path', { d: 'M36 70v14M44 70v14M52 70v14M60 70v14', stroke: '#9aa2ad', 'stroke-width': 3 }),
      createSvg('rect', { x: 2, y: 14, width: 92, height: 58, rx: 5, fill: '#14386b' }),
      createSvg('rect', { x: 8, y: 24, width: 80, height: 38, rx: 2, fill: '#11161d' }),
      digits,
    );
    return ({ words }) => {
      setText(digits, words);
      root.dataset.text = words;
    };
  },
};

export const Pin: PartDrawing = {
  wire: '#475364',
  make(root) {
    const level = createSvg('rect', { x: 40, width: 16, rx: 3, fill: '#1b8a50' });
    root.append(
      createSvg('path', { d: 'M48 72v12', stroke: '#9aa2ad', 'stroke-width': 3 }),
      createSvg('rect', {
        x: 36,
        y: 10,
        width: 24,
        height: 62,
        rx: 5,
        fill: '#fff',
        stroke: '#8b857a',
        'stroke-width': 2,
      }),
      level,
    );
    return ({ values: [value] }) => {
      const height = 54 * Math.min(1, Math.max(0, value > 1 ? value / 180 : value));
      setAttributes(level, { y: 68 - height, height });
      root.dataset.value = value.toFixed(2);
    };
  },
};
