/** A board as it looks, drawn from its declaration: its size, where its pins are, its color, its light. */

import type { BoardSpec } from '../../../lib/board_types';
import { SIMULATED } from '../../../state/simulated_board';

/** Millimeters: around the board, from pin to pin, and below which height pins are pads at the edge, not sockets. */
const AROUND = 7;
const PITCH = 2.54;
const SMALL = 25;

export function BoardPicture({ board }: { board: BoardSpec }) {
  const [width, height] = board.size;
  const small = height < SMALL;
  const view = [-AROUND, -AROUND, width + 2 * AROUND, height + 2 * AROUND].join(' ');
  return (
    <svg class="board-picture" viewBox={view} aria-hidden="true">
      <rect width={width} height={height} rx={small ? 1 : 2.5} fill={board.color} />
      {board.name === SIMULATED ? <Lines width={width} height={height} /> : <Sockets height={height} small={small} />}
      <Chip width={width} height={height} small={small} />
      {board.led && <circle cx={width * 0.28} cy={height * (small ? 0.5 : 0.34)} r={small ? 1 : 1.8} fill="#f2c14e" />}
      {[...board.power, ...board.pins].map((pin) =>
        small ? (
          <circle key={`${pin.x} ${pin.y}`} cx={pin.x} cy={pin.y} r={0.9} fill="#f2d68a" />
        ) : (
          <g key={`${pin.x} ${pin.y}`}>
            <rect x={pin.x - PITCH / 2} y={pin.y - PITCH / 2} width={PITCH} height={PITCH} fill="#1d2530" />
            <rect x={pin.x - 0.5} y={pin.y - 0.5} width={1} height={1} fill="#5f6b7a" />
          </g>
        ),
      )}
    </svg>
  );
}

/** What the cable goes into, and on larger boards the socket of a power supply. */
function Sockets({ height, small }: { height: number; small: boolean }) {
  if (small) return <rect x={-1.5} y={height / 2 - 3.9} width={9} height={7.8} rx={0.8} fill="#b9c0ca" />;
  return (
    <>
      <rect x={-6} y={height * 0.18} width={16} height={12} rx={1} fill="#b9c0ca" />
      <rect x={-2} y={height * 0.76} width={13} height={9} rx={1} fill="#1d2530" />
      <rect x={17} y={height * 0.5} width={9} height={3.6} rx={1.8} fill="#b9c0ca" />
    </>
  );
}

/** The board on the screen has a program instead of sockets. */
function Lines({ width, height }: { width: number; height: number }) {
  return (
    <g stroke="#a9dfe0" stroke-width={1.8} stroke-linecap="round">
      <path d={`M${width * 0.14} ${height * 0.46}h${width * 0.22}`} />
      <path d={`M${width * 0.14} ${height * 0.58}h${width * 0.14}`} />
    </g>
  );
}

/** Square, and turned where there is little room. */
function Chip({ width, height, small }: { width: number; height: number; small: boolean }) {
  const side = small ? height * 0.38 : Math.min(12, height * 0.24);
  const [x, y] = [width * (small ? 0.52 : 0.6), height * 0.5];
  return (
    <g transform={`translate(${x} ${y}) rotate(${small ? 45 : 0})`}>
      <rect x={-side / 2 - 0.7} y={-side / 2 + 1} width={side + 1.4} height={side - 2} fill="#b9c0ca" />
      <rect x={-side / 2 + 1} y={-side / 2 - 0.7} width={side - 2} height={side + 1.4} fill="#b9c0ca" />
      <rect x={-side / 2} y={-side / 2} width={side} height={side} rx={0.5} fill="#1d2530" />
    </g>
  );
}
