/**
 * Where the wires of a plan run: straight to holes on their part's side of the board, around its left or right end to
 * those of the other side. A row of the breadboard lies between the parts and the board.
 */

import type { BoardSpec } from '../../../lib/board_types';
import { computeLayout, type Layout } from '../../board/layout';
import { BOX } from '../../board/parts/part_drawing';
import type { PlannedWire, WiringPlan } from './plan_wires';

const LANE = 10;
const [NEAR, ROW, BEND] = [16, 34, 64];
const [LEFT_ROOM, RIGHT_ROOM] = [46, 22]; // the socket of the cable stands out at the left
const FOOT_GAP = 17;
const OTHER_SIDE = 2000;
const DISC = 25;

interface Point {
  x: number;
  y: number;
}
type Edge = 'top' | 'bottom';
export interface DrawnRow {
  name: string;
  y: number;
  from: number;
  to: number;
}
/** hole: where on the board it ends, null: in a row. */
export interface DrawnWire {
  wire: PlannedWire;
  path: string;
  disc: Point;
  hole: Point | null;
}
export interface WiringLayout {
  layout: Layout;
  rows: DrawnRow[];
  wires: DrawnWire[];
}

/** A wire on its way: from its foot at a part, or from its row, to a hole or a row. */
interface Run {
  wire: PlannedWire;
  edge: Edge;
  foot: number;
  target: { x: number; y: number; edge: Edge; hole: boolean };
  around: 'left' | 'right' | null;
  lane: number;
}

export function layOutWires(board: BoardSpec, plan: WiringPlan): WiringLayout {
  const runs = chooseHoles(plan, computeLayout(board, plan.parts));
  const lanes = assignLanes(runs);
  const sides = new Map(runs.flatMap(({ wire, target }) => (target.hole ? [] : [[wire.hole, target.edge] as const])));
  const rowsOf = (edge: Edge) => plan.rows.filter((name) => sides.get(name) === edge);
  const room = (edge: Edge) => NEAR + lanes * LANE + rowsOf(edge).length * ROW + BEND;
  const layout = computeLayout(board, plan.parts, {
    top: room('top'),
    bottom: room('bottom'),
    side: LEFT_ROOM + lanes * LANE,
    below: room('bottom') - BEND,
  });
  const placed = chooseHoles(plan, layout);
  assignLanes(placed);
  const rows = plan.rows.map((name): DrawnRow => {
    const edge = sides.get(name)!;
    const beyond = BEND - 20 + ROW * rowsOf(edge).indexOf(name);
    const y = edge === 'top' ? layout.board.y - beyond : layout.board.y + layout.board.height + beyond;
    const feet = placed.filter((run) => run.wire.hole === name && run.edge === edge && !run.around);
    const xs = feet.map((run) => (run.wire.part === null ? run.target.x : run.foot));
    return { name, y, from: Math.min(layout.board.x, ...xs) - 12, to: Math.max(...xs, layout.board.x + 90) + 24 };
  });
  const draw = new WireDrawing(layout, rows, lanes);
  return { layout, rows, wires: placed.map((run) => draw.draw(run)) };
}

/** Each wire with the free hole of its name that is nearest to its part; one hole takes one wire. */
function chooseHoles(plan: WiringPlan, layout: Layout): Run[] {
  const edgeOf = (y: number): Edge => (y < layout.board.y + layout.board.height / 2 ? 'top' : 'bottom');
  const holes = [
    ...[...layout.spots.values()].map(({ x, y, side, pin }) => ({ x, y, side, name: pin.name, taken: false })),
    ...layout.power.map(({ x, y, side, hole }) => ({ x, y, side, name: hole.name, taken: false })),
  ];
  const placeOf = (wire: PlannedWire) => layout.parts.find((one) => one.part === plan.parts[wire.part ?? -1]);
  const edgeOfWire = (wire: PlannedWire): Edge => (placeOf(wire)?.above === false ? 'bottom' : 'top');
  const rowEdges = new Map(
    plan.rows.map((name) => {
      const edges = plan.wires.filter((wire) => wire.hole === name && wire.part !== null).map(edgeOfWire);
      return [name, edges.filter((edge) => edge === 'top').length * 2 >= edges.length ? 'top' : 'bottom'] as const;
    }),
  );
  const runs = plan.wires.map((wire): Run => {
    const edge = wire.part === null ? rowEdges.get(wire.hole)! : edgeOfWire(wire);
    const foot = placeOf(wire)?.x ?? layout.board.x + layout.board.width / 2;
    const row = wire.part !== null ? rowEdges.get(wire.hole) : undefined;
    const run = { wire, edge, foot, around: null, lane: 0 };
    if (row) return { ...run, target: { x: foot, y: 0, edge: row, hole: false } };
    const sideOf = (hole: { y: number; side: string }) => (hole.side === 'column' ? edge : edgeOf(hole.y));
    const cost = (hole: (typeof holes)[0]) => Math.abs(hole.x - foot) + (sideOf(hole) === edge ? 0 : OTHER_SIDE);
    const free = holes.filter((hole) => hole.name === wire.hole && !hole.taken).sort((a, b) => cost(a) - cost(b))[0];
    free.taken = true;
    return { ...run, target: { x: free.x, y: free.y, edge: sideOf(free), hole: true } };
  });
  const middle = layout.board.x + layout.board.width / 2;
  for (const run of runs)
    if (run.edge !== run.target.edge)
      run.around = run.foot + (run.target.hole ? run.target.x : run.foot) < 2 * middle ? 'left' : 'right';
  setFeet(runs, plan, layout);
  return runs;
}

/** The wires of a part leave it side by side, in the order in which they go their ways. */
function setFeet(runs: Run[], plan: WiringPlan, layout: Layout): void {
  plan.parts.forEach((part, at) => {
    const own = runs.filter((run) => run.wire.part === at);
    const rank = (run: Run) =>
      run.around === 'left' ? -1e6 : run.around === 'right' ? 1e6 : run.target.hole ? run.target.x : run.foot;
    const gap = Math.min(FOOT_GAP, (BOX.width + 14) / Math.max(1, own.length - 1));
    const middle = layout.parts.find((one) => one.part === part)!.x;
    own
      .sort((a, b) => rank(a) - rank(b))
      .forEach((run, index) => {
        run.foot = middle + (index - (own.length - 1) / 2) * gap;
      });
  });
}

/** Those that go around, nested so that they do not cross one another beside the board; returns how many lanes. */
function assignLanes(runs: Run[]): number {
  const left = runs.filter((run) => run.around === 'left').sort((a, b) => b.foot - a.foot);
  const right = runs.filter((run) => run.around === 'right').sort((a, b) => a.foot - b.foot);
  [...left, ...right].forEach((run, at) => {
    run.lane = at;
  });
  return left.length + right.length;
}

class WireDrawing {
  private readonly discs: Point[] = [];

  constructor(
    private readonly layout: Layout,
    private readonly rows: DrawnRow[],
    private readonly lanes: number,
  ) {}

  draw(run: Run): DrawnWire {
    const points = this.route(run);
    const curved = points.length === 2 && points[0].x !== points[1].x;
    const at = curved ? (share: number) => bend(points[0], points[1], share) : (share: number) => walk(points, share);
    return {
      wire: run.wire,
      path: curved ? drawCurve(points[0], points[1]) : drawRounded(points),
      disc: this.placeDisc(at),
      hole: run.target.hole ? { x: run.target.x, y: run.target.y } : null,
    };
  }

  private route(run: Run): Point[] {
    const { board } = this.layout;
    const row = this.rows.find((one) => one.name === run.wire.hole);
    const start = this.start(run, row);
    const end = run.target.hole ? run.target : { x: start.x, y: row!.y };
    if (!run.around) return [start, end];
    const left = run.around === 'left';
    const out = (left ? LEFT_ROOM : RIGHT_ROOM) + LANE * run.lane;
    const x = left ? board.x - out : board.x + board.width + out;
    const beyond = this.getLaneDistance(run.lane, run.edge);
    const y = run.edge === 'top' ? board.y - beyond : board.y + board.height + beyond;
    const arriving = NEAR + LANE * run.lane;
    const arrival = run.target.edge === 'top' ? board.y - arriving : board.y + board.height + arriving;
    const first = run.wire.part === null ? [start] : [start, { x: start.x, y }];
    const corner = first.at(-1)!;
    if (!run.target.hole) {
      const into = left ? row!.from : row!.to;
      return [...first, { x, y: corner.y }, { x, y: row!.y }, { x: into + (left ? 8 : -8), y: row!.y }];
    }
    return [...first, { x, y: corner.y }, { x, y: arrival }, { x: end.x, y: arrival }, end];
  }

  private start(run: Run, row: DrawnRow | undefined): Point {
    if (run.wire.part === null) {
      const x = run.around ? (run.around === 'left' ? row!.from + 8 : row!.to - 8) : run.target.x;
      return { x, y: row!.y };
    }
    const part = this.layout.parts.find((one) => (one.above ? 'top' : 'bottom') === run.edge)!;
    return { x: run.foot, y: run.edge === 'top' ? part.y + BOX.height * part.scale - 2 : part.y };
  }

  /** From the board's edge: beyond the rows, the outermost farthest away. */
  private getLaneDistance(lane: number, edge: Edge): number {
    const { board } = this.layout;
    const rows = this.rows.filter((row) => row.y < board.y === (edge === 'top')).length;
    return BEND + ROW * rows + LANE * Math.min(lane, this.lanes);
  }

  /** On the wire, where no other disc is. */
  private placeDisc(at: (share: number) => Point): Point {
    const shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85];
    const isFree = (point: Point) => this.discs.every((one) => Math.hypot(one.x - point.x, one.y - point.y) > DISC);
    const found = shares.map(at).find(isFree) ?? at(0.5);
    this.discs.push(found);
    return found;
  }
}

const getBend = (from: Point, to: Point) => (to.y - from.y) * 0.5;

function drawCurve(from: Point, to: Point): string {
  const b = getBend(from, to);
  return `M${from.x} ${from.y}C${from.x} ${from.y + b} ${to.x} ${to.y - b} ${to.x} ${to.y}`;
}

/** A point of that curve. share: 0 to 1. */
function bend(from: Point, to: Point, share: number): Point {
  const rest = 1 - share;
  const mix = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * share * b + 3 * rest * share ** 2 * c + share ** 3 * d;
  const b = getBend(from, to);
  return { x: mix(from.x, from.x, to.x, to.x), y: mix(from.y, from.y + b, to.y - b, to.y) };
}

/** A point of a line with corners. share: 0 to 1. */
function walk(points: Point[], share: number): Point {
  const lengths = points.slice(1).map((to, at) => Math.hypot(to.x - points[at].x, to.y - points[at].y));
  let left = lengths.reduce((sum, one) => sum + one, 0) * share;
  const at = lengths.findIndex((length) => {
    if (left <= length) return true;
    left -= length;
    return false;
  });
  const [from, to] = [points[at], points[at + 1]];
  const part = lengths[at] ? left / lengths[at] : 0;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function drawRounded(points: Point[]): string {
  const turns = points.slice(1, -1).map((corner, at) => {
    const before = approach(corner, points[at]);
    const behind = approach(corner, points[at + 2]);
    return `L${before.x} ${before.y}Q${corner.x} ${corner.y} ${behind.x} ${behind.y}`;
  });
  const end = points.at(-1)!;
  return `M${points[0].x} ${points[0].y}${turns.join('')}L${end.x} ${end.y}`;
}

/** A point near a corner, on the way to its neighbor. */
function approach(corner: Point, to: Point): Point {
  const length = Math.hypot(to.x - corner.x, to.y - corner.y);
  const share = length ? Math.min(14, length / 2) / length : 0;
  return { x: corner.x + (to.x - corner.x) * share, y: corner.y + (to.y - corner.y) * share };
}
