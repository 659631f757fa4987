/** How curves look: color and dash together tell them apart. */

export const STROKES = ['#2a56b9', '#b45309', '#13703f', '#8f3a8c', '#0b7285', '#b42318'];
export const DASHES = [[], [6, 4], [2, 3], [10, 4, 2, 4], [12, 5], [1, 4]];

export const FONT = '13px system-ui, sans-serif';
export const INK = '#475364';
export const GRID = { stroke: '#e7e2d7', width: 1 };
/** More points than these would touch one another. */
export const MAX_POINTS = 20;
/** Steps between the numbers of an axis of rounds. */
export const ROUND_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** A short piece of a curve, for its name. */
export function Stroke({ index }: { index: number }) {
  return (
    <svg class="stroke" width={20} height={8} aria-hidden="true">
      <path
        d="M0 4h20"
        stroke={STROKES[index]}
        stroke-width={2}
        fill="none"
        stroke-dasharray={DASHES[index].join(' ')}
      />
    </svg>
  );
}
