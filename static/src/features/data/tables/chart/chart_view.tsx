/** Rows of a table as points of two columns, by the shape and color of their class. */

import { useEffect } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import type { TableAbout, TablePoints } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { ClassLegend, findClass, formatCell, getMarkColor, makeShapePath } from '../marks';
import type { SideProps } from '../side_props';
import { type Axes, type ChartStore, getChartStore, listClasses, listNumbers } from './chart_store';
import { BOX, findColumn, findRange, HEIGHT, makeScale, makeTicks, nameAxis, WIDTH, widenRange } from './scales';
import './texts';

const RADIUS = 5;

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
      <Scatter about={about} axes={axes} drawn={drawn} />
      <AxisMenus store={store} about={about} axes={axes} drawn={drawn} />
    </div>
  );
}

interface ScatterProps {
  about: TableAbout;
  axes: Axes;
  drawn: TablePoints;
}

function Scatter({ about, axes, drawn: { points } }: ScatterProps) {
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
  return (
    <svg
      class="chart-plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('chartSpoken', { x: axes.x, y: axes.y, n: points.length })}
    >
      {makeTicks(findRange(across)).map((tick) => (
        <g key={tick}>
          <path class="chart-line" d={`M${x(tick)},${BOX.top}V${BOX.bottom}`} />
          <text x={x(tick)} y={BOX.bottom + 20} text-anchor="middle">
            {formatCell(across, tick, 1)}
          </text>
        </g>
      ))}
      {makeTicks(findRange(up)).map((tick) => (
        <g key={tick}>
          <path class="chart-line" d={`M${BOX.left},${y(tick)}H${BOX.right}`} />
          <text x={BOX.left - 8} y={y(tick) + 5} text-anchor="end">
            {formatCell(up, tick, 1)}
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
    </svg>
  );
}

function AxisMenus({ store, about, axes, drawn }: ScatterProps & { store: ChartStore }) {
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
      {points.length < total && <span class="cap num">{t('chartSample', { n: total, k: points.length })}</span>}
    </footer>
  );
}
