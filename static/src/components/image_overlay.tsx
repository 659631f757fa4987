/** A picture with something drawn over it in its own pixels: boxes and outlines of things. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../lib/texts';
import { Icon } from './icon';
import { showSquares } from './small_image';
import '../lib/common_texts';

interface ImageWithOverlayProps {
  /** The address of the picture, and of a copy that every browser can show. */
  address: string;
  otherwise?: string;
  /** In pixels, where they are known; else the picture is asked. */
  width: number | null;
  height: number | null;
  alt: string;
  /** Address of what lies over it, such as a mask. */
  veil?: { address: string; alt: string } | null;
  /** What is drawn, and the same in words; null: nothing. */
  over: { draw(width: number, height: number): ComponentChildren; words: string } | null;
}

export function ImageWithOverlay({
  address,
  otherwise = address,
  width,
  height,
  alt,
  veil,
  over,
}: ImageWithOverlayProps) {
  const [trouble, setTrouble] = useState(0);
  const [size, setSize] = useState({ w: width ?? 0, h: height ?? 0 });
  if (trouble > (otherwise === address ? 0 : 1))
    return (
      <span class="marked-gone">
        <Icon name="image" />
        {t('pictureGone')}
      </span>
    );
  const onLoad = (event: { currentTarget: HTMLImageElement }) => {
    const image = event.currentTarget;
    showSquares(event);
    setSize({ w: width ?? image.naturalWidth, h: height ?? image.naturalHeight });
  };
  const { w, h } = size;
  return (
    <span class={`marked ${w ? '' : 'unmeasured'}`} style={w ? { '--w': w, '--h': h } : {}}>
      <img
        src={trouble ? otherwise : address}
        alt={alt}
        decoding="async"
        draggable={false}
        onLoad={onLoad}
        onError={() => setTrouble(trouble + 1)}
      />
      {veil && <img class="marked-mask" src={veil.address} alt={veil.alt} />}
      {over && w > 0 && (
        <svg viewBox={`0 0 ${w} ${h}`} preserveAspectRatio="none" role="img" aria-label={over.words}>
          {over.draw(w, h)}
        </svg>
      )}
    </span>
  );
}

const FILL = 0.35;

export type Box = readonly [left: number, top: number, right: number, bottom: number];

interface Outlined {
  box: Box;
  /** Polygons x, y, x, y, …: drawn in place of the box where there are some. */
  outlines: readonly number[][];
}

interface ShapeStyle {
  color: string;
  dashed?: boolean;
  /** How much of a color lies over what the outlines hold. */
  fill?: number;
}

/** A thing in the pixels of its picture. A dark edge keeps every color visible on every picture. */
export function BoxShape({
  box: [left, top, right, bottom],
  outlines,
  color,
  dashed = false,
  fill = FILL,
}: Outlined & ShapeStyle) {
  const look = dashed ? 'dashed' : '';
  if (outlines.length)
    return (
      <>
        {outlines.map((points, at) => [
          <polygon key={at} class="thing-edge" points={points.join(' ')} />,
          <polygon
            key={-1 - at}
            class={look}
            points={points.join(' ')}
            fill={color}
            stroke={color}
            fill-opacity={fill}
          />,
        ])}
      </>
    );
  const place = { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  return (
    <>
      <rect class="thing-edge" {...place} />
      <rect class={look} {...place} stroke={color} fill="none" />
    </>
  );
}

/** Things of one look on a small picture: all in one path, as thousands of elements would be slow. */
export function BoxShapes({ things, color, dashed = false, fill = FILL }: ShapeStyle & { things: Outlined[] }) {
  const d = things.map(makePath).join('');
  return (
    <>
      <path class="thing-edge" d={d} />
      <path
        class={dashed ? 'dashed' : ''}
        d={d}
        stroke={color}
        fill={color}
        fill-opacity={things[0].outlines.length ? fill : 0}
      />
    </>
  );
}

function makePath({ box: [left, top, right, bottom], outlines }: Outlined): string {
  return outlines.length
    ? outlines.map((points) => `M${points.join(' ')}Z`).join('')
    : `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

/** Words at the upper left corner of a box, inside the picture. letters: their height in pixels of the picture. */
export function BoxLabel({
  box: [left, top],
  letters,
  color,
  children,
}: {
  box: Box;
  letters: number;
  color: string;
  children: ComponentChildren;
}) {
  return (
    <text x={Math.max(0, left) + letters / 5} y={Math.max(letters, top - letters / 4)} font-size={letters} fill={color}>
      {children}
    </text>
  );
}

/** “3 × cell, 1 × platelet”. */
export function describeCounts(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count}\u00a0×\u00a0${label}`).join(', ');
}
