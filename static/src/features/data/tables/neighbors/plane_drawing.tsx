/** A plane of two columns, colored by the answer, with the learned rows and a place that is moved in it. */

import { useMemo, useRef } from 'preact/hooks';
import type { Cell, TableAbout, TableColumn, TableNearest, TablePlane } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { BOX, findColumn, HEIGHT, makeScale, makeTicks, nameAxis, type Range, WIDTH } from '../chart/scales';
import { findClass, formatCell, formatTick, getMarkColor, makeShapePath } from '../marks';
import { describeVotes } from './neighbor_words';
import type { NeighborsStore, Place, PlaneAxes } from './neighbors_store';
import { drawAreas, drawBorder, getAreaColor, getNumberColor } from './plane_cells';
import './texts';

const [RADIUS, NEAR, MARK] = [5, 7, 12];
/** Of the plane's width and height, by an arrow key; with Shift more. */
const [STEP, FAST] = [1 / 100, 5];
const WAYS: Record<string, Place> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

interface DrawingProps {
  store: NeighborsStore;
  about: TableAbout;
  axes: PlaneAxes;
  plane: TablePlane;
}

export function PlaneDrawing({ store, about, axes, plane }: DrawingProps) {
  const [across, up] = [findColumn(about, axes.x), findColumn(about, axes.y)];
  const drawing = useRef<SVGSVGElement>(null);
  if (!across || !up) return null;
  const scales = makeScales(plane);
  const moveToPointer = (event: PointerEvent) => {
    const matrix = drawing.current!.getScreenCTM();
    if (matrix) store.moveTo(scales.read(new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())));
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    drawing.current!.setPointerCapture(event.pointerId);
    drawing.current!.querySelector<SVGElement>('.neighbors-place')?.focus();
    moveToPointer(event);
  };
  return (
    <svg
      ref={drawing}
      class="chart-plot neighbors-plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={t('neighborsPlane', { x: axes.x, y: axes.y, n: plane.points.length })}
      onPointerDown={onDown}
      onPointerMove={(event) => drawing.current!.hasPointerCapture(event.pointerId) && moveToPointer(event)}
    >
      <Ground about={about} plane={plane} across={across} up={up} />
      <PlaceMark store={store} about={about} plane={plane} across={across} up={up} />
    </svg>
  );
}

interface PartProps {
  about: TableAbout;
  plane: TablePlane;
  across: TableColumn;
  up: TableColumn;
}

/** Areas, border and axes, drawn once for each plane, and the learned rows, which another k does not change. */
function Ground({ about, plane, across, up }: PartProps) {
  const rows = useMemo(
    () => <Rows class="chart-points" points={plane.points} about={about} plane={plane} radius={RADIUS} />,
    [about, plane.points],
  );
  return useMemo(() => {
    const { x, y } = makeScales(plane);
    const numbers = !plane.classes.length;
    const target = findColumn(about, about.target);
    const place = (answer: number) => (target ? findClass(target, plane.classes[answer]) : answer);
    return (
      <g>
        {[...drawAreas(plane)].map(([answer, outline]) => (
          <path
            key={answer}
            class="neighbors-area"
            d={outline}
            fill={getAreaColor(numbers ? answer : place(answer), numbers)}
          />
        ))}
        <path class="neighbors-border" d={drawBorder(plane)} />
        {makeTicks(toRange(plane.x)).map((tick) => (
          <text key={tick} x={x(tick)} y={BOX.bottom + 20} text-anchor="middle">
            {formatTick(across, tick)}
          </text>
        ))}
        {makeTicks(toRange(plane.y)).map((tick) => (
          <text key={tick} x={BOX.left - 8} y={y(tick) + 5} text-anchor="end">
            {formatTick(up, tick)}
          </text>
        ))}
        <text class="chart-name" x={BOX.left} y={BOX.top - 14}>
          {nameAxis(up)}
        </text>
        <text class="chart-name" x={BOX.right} y={HEIGHT - 10} text-anchor="end">
          {nameAxis(across)}
        </text>
        {rows}
      </g>
    );
  }, [about, plane, across, up]);
}

interface RowsProps {
  class: string;
  points: TablePlane['points'];
  about: TableAbout;
  plane: TablePlane;
  radius: number;
}

/** Rows as shapes, those of one look in one path. */
function Rows({ class: name, points, about, plane, radius }: RowsProps) {
  const { x, y } = makeScales(plane);
  const target = findColumn(about, about.target);
  const share = target ? makeScale([target.low ?? 0, target.high ?? 1], 0, 1) : () => 0;
  const looks = new Map<string, string[]>();
  for (const [, a, b, cell] of points) {
    const shape = target && typeof cell !== 'number' ? Math.max(0, findClass(target, cell)) : 0;
    const color = typeof cell === 'number' ? getNumberColor(share(cell)) : getMarkColor(shape);
    looks.set(color, [...(looks.get(color) ?? []), makeShapePath(shape, x(a), y(b), radius)]);
  }
  return (
    <>
      {[...looks].map(([color, shapes]) => (
        <path key={color} class={name} d={shapes.join('')} fill={color} />
      ))}
    </>
  );
}

/** The “?”, with lines to its rows. */
function PlaceMark({ store, about, plane, across, up }: PartProps & { store: NeighborsStore }) {
  const [at, nearest] = [store.at.value, store.nearest.value];
  if (!at) return null;
  const { x, y } = makeScales(plane);
  const [px, py] = [x(at[0]), y(at[1])];
  const onKeyDown = (event: KeyboardEvent) => {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? STEP * FAST : STEP;
    const { x: wide, y: high } = plane;
    const [before, under] = store.at.peek() ?? at; // two keys may come before it is drawn again
    store.moveTo([before + way[0] * step * (wide[1] - wide[0]), under + way[1] * step * (high[1] - high[0])]);
  };
  const rows = nearest?.points ?? [];
  return (
    <>
      <g>
        <path class="neighbors-line" d={rows.map(([, a, b]) => `M${px},${py}L${x(a)},${y(b)}`).join('')} />
        <Rows class="neighbors-near" points={rows} about={about} plane={plane} radius={NEAR} />
      </g>
      <g
        class="neighbors-place"
        role="slider"
        tabindex={0} // SVG has the attribute in small letters only
        aria-label={t('neighborsPlace', { x: sayPlace(across, at[0]), y: sayPlace(up, at[1]) })}
        aria-valuemin={plane.x[0]}
        aria-valuemax={plane.x[1]}
        aria-valuenow={at[0]}
        aria-valuetext={nearest ? sayAnswer(about, plane, nearest) : ''}
        transform={`translate(${px},${py})`}
        onKeyDown={onKeyDown}
      >
        <circle class="neighbors-ring" r={MARK + 4} />
        <circle class="neighbors-disc" r={MARK} />
        <text y="6" text-anchor="middle">
          ?
        </text>
      </g>
    </>
  );
}

const sayPlace = (column: TableColumn, value: Cell) => `${column.name} ${formatCell(column, value, 1)}`;

function sayAnswer(about: TableAbout, plane: TablePlane, nearest: TableNearest): string {
  const { answer, votes } = describeVotes(about, plane, nearest);
  return t('neighborsVotes', { answer, votes });
}

const toRange = ([low, high]: readonly number[]): Range => [low, high];

function makeScales({ x, y }: TablePlane) {
  const [across, up] = [toRange(x), toRange(y)];
  const read = (point: { x: number; y: number }): Place => [
    across[0] + ((point.x - BOX.left) / (BOX.right - BOX.left)) * (across[1] - across[0]),
    up[0] + ((BOX.bottom - point.y) / (BOX.bottom - BOX.top)) * (up[1] - up[0]),
  ];
  return { x: makeScale(across, BOX.left, BOX.right), y: makeScale(up, BOX.bottom, BOX.top), read };
}
