/** Classes as shape and color, in one order everywhere, and numbers as their column writes them. */

import type { Cell, TableColumn } from '../../../lib/dataset_types';
import { getLocale } from '../../../lib/texts';

/** Contrast with white at least 5 : 1. */
export const MARK_COLORS = ['#0b7285', '#b8480e', '#6b46c1', '#7a5c00', '#b0246b', '#3d5a80'] as const;
export const SHAPES = MARK_COLORS.length;

/** The outline of the mark of a class around a point: ●▲■◆✚★. */
export function makeShapePath(number: number, x: number, y: number, r: number): string {
  switch (number % SHAPES) {
    case 0:
      return `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
    case 1:
      return `M${x},${y - 1.1 * r}L${x + 1.1 * r},${y + 0.9 * r}L${x - 1.1 * r},${y + 0.9 * r}Z`;
    case 2:
      return `M${x - 0.9 * r},${y - 0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}Z`;
    case 3:
      return `M${x},${y - 1.2 * r}L${x + 1.2 * r},${y}L${x},${y + 1.2 * r}L${x - 1.2 * r},${y}Z`;
    case 4: {
      const [a, b] = [0.4 * r, 1.1 * r];
      const [c, d] = [2 * a, b - a];
      const way = `h${c}v${d}h${d}v${c}h${-d}v${d}h${-c}v${-d}h${-d}v${-c}h${d}`;
      return `M${x - a},${y - b}${way}Z`;
    }
    default:
      return `${Array.from({ length: 10 }, (_, at) => {
        const [angle, reach] = [(at * Math.PI) / 5 - Math.PI / 2, at % 2 ? 0.5 * r : 1.2 * r];
        return `${at ? 'L' : 'M'}${x + reach * Math.cos(angle)},${y + reach * Math.sin(angle)}`;
      }).join('')}Z`;
  }
}

export const getMarkColor = (number: number) => MARK_COLORS[number % SHAPES];

/** The mark of a class; number: its place among the classes; light: on a ground of its own color. */
export function ClassMark({ number, light }: { number: number; light?: boolean }) {
  return (
    <svg class="table-mark" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      <path d={makeShapePath(number, 0, 0, 4.5)} fill={light ? '#fff' : getMarkColor(number)} />
    </svg>
  );
}

/** The place of a class among those of its column, or -1. */
export const findClass = (column: TableColumn, name: Cell) =>
  column.classes.findIndex((one) => one.name === String(name));

/** What the marks of classes mean; none where there are no classes. */
export function ClassLegend({ column, names }: { column: TableColumn; names: readonly string[] }) {
  if (!names.length) return null;
  return (
    <ul class="row table-legend">
      {names.map((name) => (
        <li key={name} class="row">
          <ClassMark number={findClass(column, name)} />
          <span>{name}</span>
        </li>
      ))}
    </ul>
  );
}

/** A number on an axis: no digits that say nothing. */
export const formatTick = ({ decimals }: Pick<TableColumn, 'decimals'>, tick: number) =>
  formatCell({ decimals: 0 }, tick, decimals + 1);

/** A number with as many digits as its column has, or more. */
export function formatCell(column: Pick<TableColumn, 'decimals'>, cell: Cell, more = 0): string {
  if (typeof cell !== 'number') return String(cell ?? '');
  const digits = column.decimals + more;
  return cell.toLocaleString(getLocale(), {
    minimumFractionDigits: Math.min(column.decimals, digits),
    maximumFractionDigits: digits,
    useGrouping: false,
  });
}
