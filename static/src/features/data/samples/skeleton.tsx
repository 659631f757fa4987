/** Points with their lines: over the camera with a color a finger, on paper, and as a small tile in ink. */

import type { PointTarget } from '../../../lib/dataset_types';

type Point = readonly [number, number] | readonly number[];

/** Pairs of points that are joined, in groups that have a color each; as of `sunmao/landmarks/targets/`. */
const LINES: Record<PointTarget, { color: string; pairs: readonly (readonly [number, number])[] }[]> = {
  hand: [
    { color: '#8a5523', pairs: chain(0, 1, 2, 3, 4) },
    { color: '#b0246b', pairs: chain(0, 5, 6, 7, 8) },
    { color: '#2a56b9', pairs: chain(5, 9, 10, 11, 12) },
    { color: '#13703f', pairs: chain(9, 13, 14, 15, 16) },
    { color: '#6b46c1', pairs: [...chain(13, 17), ...chain(0, 17, 18, 19, 20)] },
  ],
  body: [
    { color: '#8a5523', pairs: [...chain(8, 6, 5, 4, 0, 1, 2, 3, 7), ...chain(9, 10)] },
    { color: '#2a56b9', pairs: chain(11, 12, 24, 23, 11) },
    { color: '#13703f', pairs: [...chain(11, 13, 15), ...chain(17, 15, 19), ...chain(15, 21)] },
    { color: '#b0246b', pairs: [...chain(12, 14, 16), ...chain(18, 16, 20), ...chain(16, 22)] },
    { color: '#13703f', pairs: chain(23, 25, 27, 29, 31, 27) },
    { color: '#b0246b', pairs: chain(24, 26, 28, 30, 32, 28) },
  ],
  face: [
    { color: '#8a5523', pairs: chain(10, 454, 152, 234, 10) },
    { color: '#b0246b', pairs: chain(33, 159, 133, 145, 33) },
    { color: '#13703f', pairs: chain(263, 386, 362, 374, 263) },
    { color: '#6b46c1', pairs: chain(61, 13, 291, 14, 61) },
    { color: '#2a56b9', pairs: chain(10, 1, 152) },
  ],
};
const TILE = 48;
const PAPER = 240;
const MARGIN = 0.1;

function chain(...points: number[]): (readonly [number, number])[] {
  return points.slice(1).map((point, at) => [points[at], point] as const);
}

interface LinesProps {
  what: PointTarget;
  points: readonly Point[];
  /** Of a line, in the units of the points. */
  thick: number;
  /** A white casing under each line, and dots at the points. */
  cased?: boolean;
  ink?: boolean;
  /** Lines alone. */
  bare?: boolean;
}

function Lines({ what, points, thick, cased = false, ink = false, bare = ink }: LinesProps) {
  const groups = LINES[what].map(({ color, pairs }) => ({
    color: ink ? 'currentColor' : color,
    d: pairs
      .filter(([one, other]) => points[one] && points[other])
      .map(([one, other]) => `M${points[one][0]} ${points[one][1]}L${points[other][0]} ${points[other][1]}`)
      .join(''),
  }));
  const used = bare ? [] : [...new Set(LINES[what].flatMap(({ pairs }) => pairs.flat()))];
  return (
    <>
      {cased &&
        groups.map(({ d }, at) => (
          <path key={`under${at}`} d={d} stroke="#fff" stroke-width={2.6 * thick} fill="none" />
        ))}
      {groups.map(({ d, color }, at) => (
        <path key={at} d={d} stroke={color} stroke-width={thick} stroke-linecap="round" fill="none" />
      ))}
      {used
        .filter((at) => points[at])
        .map((at) => (
          <circle
            key={at}
            cx={points[at][0]}
            cy={points[at][1]}
            r={1.3 * thick}
            fill="#fff"
            stroke="#2b2f36"
            stroke-width={0.5 * thick}
          />
        ))}
    </>
  );
}

/** Over a picture of so many pixels; those that are farther away are thin. */
export function OverCamera({ what, points, others, width, height, mirror }: OverProps) {
  const thick = Math.min(width, height) / 90;
  return (
    <svg
      class={`hands-over ${mirror ? 'mirrored' : ''}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      {others.map((some, at) => (
        <g key={at} class="hands-farther" opacity={0.7}>
          <Lines what={what} points={some} thick={thick / 4} bare />
        </g>
      ))}
      <Lines what={what} points={points} thick={thick} cased />
    </svg>
  );
}

interface OverProps {
  what: PointTarget;
  points: readonly Point[];
  others: readonly (readonly Point[])[];
  width: number;
  height: number;
  mirror: boolean;
}

/** The points alone, as large as the paper. */
export function OnPaper({ what, points, mirror }: { what: PointTarget; points: readonly Point[]; mirror: boolean }) {
  return (
    <svg class={`hands-points ${mirror ? 'mirrored' : ''}`} viewBox={`0 0 ${PAPER} ${PAPER}`} aria-hidden="true">
      <Lines what={what} points={fit(what, points, PAPER)} thick={PAPER / 80} />
    </svg>
  );
}

/** A sample as the model gets it. */
export function Tile({ what, points }: { what: PointTarget; points: readonly Point[] }) {
  return (
    <svg class="hands-tile" viewBox={`0 0 ${TILE} ${TILE}`} aria-hidden="true">
      <Lines what={what} points={fit(what, points, TILE)} thick={TILE / 24} ink />
    </svg>
  );
}

/** The points that are drawn, moved and scaled into a square. */
function fit(what: PointTarget, points: readonly Point[], side: number): Point[] {
  const used = [...new Set(LINES[what].flatMap(({ pairs }) => pairs.flat()))].filter((at) => points[at]);
  const [xs, ys] = [0, 1].map((axis) => used.map((at) => points[at][axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = ((1 - 2 * MARGIN) * side) / Math.max(right - left, bottom - top, 1e-6);
  const [dx, dy] = [side / 2 - (scale * (left + right)) / 2, side / 2 - (scale * (top + bottom)) / 2];
  return points.map(([x, y]) => [scale * x + dx, scale * y + dy]);
}
