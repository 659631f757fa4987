/** Movements as three curves: how a line is drawn says its axis, color only helps. */

/** Of x, y and z: as in the pictures of `sunmao/motion/curves.py`. */
export const AXES = [
  { color: '#b3241b', dash: [] },
  { color: '#13703f', dash: [6, 4] },
  { color: '#2a56b9', dash: [2, 3] },
] as const;
/** g at the upper edge; a stronger movement is drawn smaller. */
export const HIGHEST = 2;
const [WIDTH, HEIGHT] = [80, 48];
const FILLED = 0.46;
/** g of which nobody would say that it moved. */
const STILL = 0.08;

/** A take, 80 × 48. curve: x, y and z in g at places along its two seconds. */
export function CurveTile({ curve }: { curve: readonly (readonly number[])[] }) {
  return (
    <svg class="curve-tile" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={`M0 ${HEIGHT / 2}H${WIDTH}`} stroke="#dcd7cc" />
      {AXES.map(({ color, dash }, axis) => (
        <path
          key={axis}
          d={makePath(curve, axis)}
          stroke={color}
          stroke-width={1.5}
          stroke-dasharray={dash.map((one) => one / 2).join(' ')}
          fill="none"
        />
      ))}
    </svg>
  );
}

function makePath(curve: readonly (readonly number[])[], axis: number): string {
  if (curve.length < 2) return '';
  const most = Math.max(HIGHEST, ...curve.flatMap((one) => one.map(Math.abs)));
  const places = curve.map((values, at) => {
    const x = (WIDTH * at) / (curve.length - 1);
    return `${x.toFixed(1)} ${(HEIGHT * (0.5 - (FILLED * values[axis]) / most)).toFixed(1)}`;
  });
  return `M${places.join('L')}`;
}

/** Along which axis a take moves most, and how often it swings there; null: it does not move. */
export function describeCurve(curve: readonly (readonly number[])[]): { axis: number; swings: number } | null {
  const columns = AXES.map((_, axis) => curve.map((values) => values[axis]));
  const moved = columns.map((column) => {
    const mean = column.reduce((sum, one) => sum + one, 0) / Math.max(1, column.length);
    return column.map((one) => one - mean);
  });
  const strengths = moved.map((column) =>
    Math.sqrt(column.reduce((sum, one) => sum + one * one, 0) / Math.max(1, column.length)),
  );
  const axis = strengths.indexOf(Math.max(...strengths));
  if (strengths[axis] < STILL) return null;
  let [crossings, side] = [0, 0];
  for (const one of moved[axis]) {
    const now = one > strengths[axis] / 2 ? 1 : one < -strengths[axis] / 2 ? -1 : side;
    if (now !== side && side) crossings++;
    side = now;
  }
  return { axis, swings: Math.max(1, Math.round(crossings / 2)) };
}
