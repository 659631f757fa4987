/** A picture with what is marked in it: boxes, outlines, and the mask. */

import { useState } from 'preact/hooks';
import { Icon } from '../parts/icon';
import { t } from '../texts';
import type { DataSet, Picture, Thing } from './types';
import { colorOf } from './words';

const MOST_DRAWN = 1_000;

interface MarkedProps {
  set: DataSet;
  picture: Picture;
  /** The address of the picture, and of a copy that every browser can show. */
  address: string;
  otherwise: string;
  marks: boolean;
  /** Whether it has much room: letters are smaller in it. */
  large: boolean;
  alt: string;
}

export function Marked({ set, picture, address, otherwise, marks, large, alt }: MarkedProps) {
  const [trouble, setTrouble] = useState(0);
  const [size, setSize] = useState({ w: picture.w ?? 0, h: picture.h ?? 0 });
  if (trouble > 1) return <span class="marked-gone"><Icon name="image" />{t('pictureGone')}</span>;
  const onLoad = ({ currentTarget: image }: { currentTarget: HTMLImageElement }) => {
    image.classList.toggle('pixels', image.naturalWidth <= 64);
    setSize({ w: picture.w ?? image.naturalWidth, h: picture.h ?? image.naturalHeight });
  };
  const { w, h } = size;
  const letters = Math.max(w, h) / (large ? 52 : 24);
  return (
    <span class={`marked ${w ? '' : 'unmeasured'}`} style={w ? { '--w': w, '--h': h } : {}}>
      <img src={trouble ? otherwise : address} alt={alt} decoding="async" onLoad={onLoad} onError={() => setTrouble(trouble + 1)} />
      {marks && picture.mask && <img class="marked-mask" src={picture.mask} alt={t('maskOf', { name: picture.labels.join(', ') })} />}
      {marks && w > 0 && picture.things.length > 0 && (
        <svg viewBox={`0 0 ${w} ${h}`} preserveAspectRatio="none" role="img" aria-label={thingsInWords(picture.things)}>
          {picture.things.slice(0, MOST_DRAWN).map((thing, at) => <Drawn key={at} thing={thing} color={colorOf(set, thing.label)} letters={letters} named={picture.things.length <= 40} />)}
        </svg>
      )}
    </span>
  );
}

function Drawn({ thing, color, letters, named }: { thing: Thing; color: string; letters: number; named: boolean }) {
  const [left, top, right, bottom] = thing.box;
  return (
    <g class="thing" data-label={thing.label} data-box={thing.box.join(' ')}>
      {thing.polygons.length
        ? thing.polygons.map((points, at) => <polygon key={at} points={points.join(' ')} fill={color} stroke={color} fill-opacity="0.35" />)
        : <><rect class="thing-edge" x={left} y={top} width={right - left} height={bottom - top} /><rect x={left} y={top} width={right - left} height={bottom - top} stroke={color} fill="none" /></>}
      {named && <text x={left + letters / 5} y={Math.max(letters, top - letters / 4)} font-size={letters} fill={color}>{thing.label}</text>}
    </g>
  );
}

/** “3 × cell, 1 × platelet”. */
export function thingsInWords(things: Thing[]): string {
  const counts = new Map<string, number>();
  for (const { label } of things) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count}\u00a0×\u00a0${label}`).join(', ');
}
