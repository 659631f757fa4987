/** A drawn stack of blocks: what a project looks like from afar. */

const WIDTHS = [62, 112, 100, 124, 90, 134, 104];
const ROW = 15;
const MAX_BLOCKS = 7;
const START = '#566073';

/**
 * colors: the blocks' colors from the top, those after a loop's color are indented. blocks: how many there are: where
 * this browser has not seen their colors they are gray, and none is drawn that is not there.
 */
export function Silhouette({ colors, blocks }: { colors: string[]; blocks: number }) {
  const known = colors.length > 0 && blocks > 1;
  const rows = known
    ? colors.slice(0, MAX_BLOCKS)
    : Array.from({ length: Math.min(MAX_BLOCKS, Math.max(1, blocks)) }, () => START);
  const height = rows.length * ROW + 4;
  return (
    <svg class="silhouette" width={168} height={height} viewBox={`0 0 168 ${height}`} aria-hidden="true">
      {rows.map((color, index) => (
        <Row key={index} color={color} index={index} inside={index === rows.length - 1 && index > 1} />
      ))}
    </svg>
  );
}

function Row({ color, index, inside }: { color: string; index: number; inside: boolean }) {
  const x = inside ? 16 : 4;
  const y = index * ROW + 1;
  return (
    <g fill={/^#[0-9a-f]{3,8}$/i.test(color) ? color : START}>
      <rect x={x} y={y} width={WIDTHS[index % WIDTHS.length]} height={ROW - 2} rx={3} />
      <path d={`M${x + 14} ${y + ROW - 2} h11 l-2 2.5 h-7 z`} />
    </g>
  );
}
