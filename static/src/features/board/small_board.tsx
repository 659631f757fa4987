/** The board under its parts where there is little room: its outline, plugs, chip and holes, those in use lit. */

import type { BoardSpec, Part } from '../../lib/board_types';
import { listPins } from './readings';

const [WIDTH, HEIGHT] = [320, 76];
/** The printed board itself; its plugs stand out at the left. */
const BOARD = { x: 12, y: 1, width: 307, height: 74 };
const HOLE = 8;
const EDGE = 9; // from the board's edge to the middle of the outermost holes

interface SmallBoardProps {
  name: string;
  /** null: not known yet; its holes are missing then. */
  board: BoardSpec | null;
  parts: Part[];
}

export function SmallBoard({ name, board, parts }: SmallBoardProps) {
  const used = new Set(parts.flatMap(listPins));
  const holes = board ? placeHoles(board) : [];
  return (
    <svg class="small-board" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect {...BOARD} rx="7" fill="#0f5d63" stroke="#0a4347" stroke-width="2" />
      <rect x="1" y="12" width="32" height="22" rx="2" fill="#b9c0ca" stroke="#7b8490" />
      <rect x="4" y="46" width="26" height="18" rx="2" fill="#1d2530" />
      {[
        [44, 67],
        [312, 38],
      ].map(([cx, cy]) => (
        <circle key={cx} cx={cx} cy={cy} r="3.5" fill="var(--canvas)" stroke="#0a4347" />
      ))}
      {getRows(holes).map(({ y, left, right }) => (
        <rect
          key={y}
          x={left - HOLE}
          y={y - HOLE / 2 - 2}
          width={right - left + 2 * HOLE}
          height={HOLE + 4}
          rx="2"
          fill="#14191f"
        />
      ))}
      {holes.map(({ x, y, name: pin }) => (
        <rect
          key={pin}
          class={`small-hole ${used.has(pin) ? 'used' : ''}`}
          data-pin={pin}
          x={x - HOLE / 2}
          y={y - HOLE / 2}
          width={HOLE}
          height={HOLE}
          rx="1.5"
        />
      ))}
      <text x="46" y="43" class="small-name">
        {name}
      </text>
      <rect x="206" y="31" width="84" height="15" rx="2" fill="#1d2530" />
      <circle cx="210" cy="38.5" r="1.8" fill="#5f6b7a" />
      {Array.from({ length: 14 }, (_, leg) => (
        <path key={leg} d={`M${211 + leg * 5.7} 28.5v2.5m0 15v2.5`} stroke="#b9c0ca" stroke-width="2" />
      ))}
    </svg>
  );
}

interface Hole {
  name: string;
  x: number;
  y: number;
}

function placeHoles({ size: [wide, high], pins }: BoardSpec): Hole[] {
  return pins.map(({ name, x, y }) => ({
    name,
    x: BOARD.x + EDGE + (x / wide) * (BOARD.width - 2 * EDGE),
    y: BOARD.y + EDGE + (y / high) * (BOARD.height - 2 * EDGE),
  }));
}

/** Where holes stand side by side: the black sockets around them. */
function getRows(holes: Hole[]): { y: number; left: number; right: number }[] {
  const rows = new Map<number, Hole[]>();
  for (const hole of holes) rows.set(Math.round(hole.y), [...(rows.get(Math.round(hole.y)) ?? []), hole]);
  return [...rows.values()].map((row) => ({
    y: row[0].y,
    left: Math.min(...row.map((hole) => hole.x)),
    right: Math.max(...row.map((hole) => hole.x)),
  }));
}
