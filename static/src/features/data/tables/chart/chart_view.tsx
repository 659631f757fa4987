/** Rows of a table as points of two columns, by the shape and color of their class. */

import { useEffect } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import type { TableAbout, TablePoints } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { ClassLegend, findClass, formatCell, formatTick, getMarkColor, makeShapePath } from '../marks';
import type { SideProps } from '../side_props';
import { type Axes, type ChartStore, getChartStore, listClasses, listNumbers } from './chart_store';
import { BOX, findColumn, findRange, HEIGHT, makeScale, makeTicks, nameAxis, WIDTH, widenRange } from './scales';
import './texts';

/** Of a point, how far from it a press may be, and how many points a key with Shift passes. */
const [RADIUS, REACH, FAST] = [5, 22, 10];

export function ChartView({ table, about }: SideProps) {
  const store = getChartStore(table);
  useEffect(() => void store.load(about), [store, about]);
  const [axes, drawn] = [store.axes.value, store.drawn.value];
  if (store.trouble.value) return <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load(about)} />;
  if (listNumbers(about).length < 2) return <p class="table-few">{t('chartTwo')}</p>;
  if (!axes || !drawn) return <Loading />;
  const color = findColumn(about, axes.color);
  return (
    <div class="chart-view">
      {color && <ClassLegend column={color} names={color.classes.map(({ name }) => name)} />}
      <Scatter store={store} about={about} axes={axes} drawn={drawn} />
      <AxisMenus store={store} about={about} axes={axes} drawn={drawn} />
    </div>
  );
}

interface ScatterProps {
  store: ChartStore;
  about: TableAbout;
  axes: Axes;
  drawn: TablePoints;
}

function Scatter({ store, about, axes, drawn }: ScatterProps) {
  const { points } = drawn;
  const [across, up, color] = [axes.x, axes.y, axes.color].map((name) => findColumn(about, name));
  if (!across || !up) return null;
  const x = makeScale(widenRange(across), BOX.left, BOX.right);
  const y = makeScale(widenRange(up), BOX.bottom, BOX.top);
  const shapes = new Map<number, string[]>();
  for (const [, a, b, cell] of points) {
    const number = color ? Math.max(0, findClass(color, cell)) : 0;
    const shape = makeShapePath(number, Math.round(x(a)), Math.round(y(b)), RADIUS);
    shapes.set(number, [...(shapes.get(number) ?? []), shape]);
  }
  const choosePressed = (event: MouseEvent & { currentTarget: SVGSVGElement }) => {
    const matrix = event.currentTarget.getScreenCTM();
    if (!matrix || !points.length) return;
    const pressed = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const far = points.map(([, a, b]) => Math.hypot(x(a) - pressed.x, y(b) - pressed.y));
    const near = Math.min(...far);
    store.at.value = near <= REACH ? far.indexOf(near) : null;
  };
  return (
    <svg
      class="chart-plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={t('chartSpoken', { x: axes.x, y: axes.y, n: points.length })}
      onPointerDown={choosePressed}
    >
      {makeTicks(findRange(across)).map((tick) => (
        <g key={tick}>
          <path class="chart-line" d={`M${x(tick)},${BOX.top}V${BOX.bottom}`} />
          <text x={x(tick)} y={BOX.bottom + 20} text-anchor="middle">
            {formatTick(across, tick)}
          </text>
        </g>
      ))}
      {makeTicks(findRange(up)).map((tick) => (
        <g key={tick}>
          <path class="chart-line" d={`M${BOX.left},${y(tick)}H${BOX.right}`} />
          <text x={BOX.left - 8} y={y(tick) + 5} text-anchor="end">
            {formatTick(up, tick)}
          </text>
        </g>
      ))}
      <path class="chart-axis" d={`M${BOX.left},${BOX.top}V${BOX.bottom}H${BOX.right}`} />
      <text class="chart-name" x={BOX.left} y={BOX.top - 16}>
        {nameAxis(up)}
      </text>
      <text class="chart-name" x={BOX.right} y={HEIGHT - 10} text-anchor="end">
        {nameAxis(across)}
      </text>
      {[...shapes].map(([number, paths]) => (
        <path key={number} class="chart-points" d={paths.join('')} fill={getMarkColor(number)} />
      ))}
      <PointMark store={store} about={about} axes={axes} drawn={drawn} x={x} y={y} />
    </svg>
  );
}

type Scale = (value: number) => number;

/** The point that is looked at: Tab leads to the first one, arrows to the next across, Enter to its row. */
function PointMark({ store, about, axes, drawn: { points }, x, y }: ScatterProps & { x: Scale; y: Scale }) {
  const at = store.at.value ?? 0;
  const point = points[at];
  if (!point) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
    const [step, now] = [steps[event.key], store.at.peek() ?? 0]; // two keys may come before it is drawn again
    const ends: Record<string, number> = { Home: 0, End: points.length - 1 };
    if (event.key === 'Enter') return store.showRow(now);
    const next = step ? now + step * (event.shiftKey ? FAST : 1) : ends[event.key];
    if (next === undefined) return;
    event.preventDefault();
    store.at.value = Math.max(0, Math.min(next, points.length - 1));
  };
  return (
    <g
      class={`chart-at ${store.at.value === null ? 'unseen' : ''}`}
      role="slider"
      tabindex={0} // SVG has the attribute in small letters only
      aria-label={t('chartPoints')}
      aria-valuemin={1}
      aria-valuemax={points.length}
      aria-valuenow={at + 1}
      aria-valuetext={describePoint(about, axes, point)}
      transform={`translate(${x(point[1])},${y(point[2])})`}
      onFocus={() => (store.at.value ??= 0)}
      onKeyDown={onKeyDown}
    >
      <circle r={RADIUS * 2} />
    </g>
  );
}

function describePoint(about: TableAbout, axes: Axes, [row, a, b, cell]: TablePoints['points'][number]): string {
  const [across, up] = [findColumn(about, axes.x), findColumn(about, axes.y)];
  const numbers = across && up ? [`${axes.x} ${formatCell(across, a)}`, `${axes.y} ${formatCell(up, b)}`] : [];
  return t('chartPoint', { n: String(row), said: [...numbers, ...(cell === null ? [] : [String(cell)])].join(' · ') });
}

/** What the point that is looked at says, and the way to its row. */
function PointFacts({ store, about, axes, drawn }: ScatterProps) {
  const at = store.at.value;
  const point = at === null ? null : drawn.points[at];
  if (at === null || !point) return null;
  return (
    <span class="row chart-point">
      <span class="num">{describePoint(about, axes, point)}</span>
      <button class="btn link" onClick={() => store.showRow(at)}>
        {t('chartSeeRow')}
      </button>
    </span>
  );
}

function AxisMenus({ store, about, axes, drawn }: ScatterProps) {
  const { total, points } = drawn;
  const [numbers, classes] = [listNumbers(about), listClasses(about)];
  const menu = (label: string, axis: keyof Axes, names: string[], none?: string) => (
    <label class="row">
      <span class="cap">{label}</span>
      <select
        class="choice"
        value={axes[axis]}
        onChange={(event) => store.draw(about, { [axis]: event.currentTarget.value })}
      >
        {none && <option value="">{none}</option>}
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
  return (
    <footer class="row chart-menus">
      {menu(t('chartAcross'), 'x', numbers)}
      {menu(t('chartUp'), 'y', numbers)}
      {menu(t('chartColor'), 'color', classes, t('chartNoColor'))}
      <PointFacts store={store} about={about} axes={axes} drawn={drawn} />
      {points.length < total && <span class="cap num">{t('chartSample', { n: total, k: points.length })}</span>}
    </footer>
  );
}
