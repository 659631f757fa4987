/**
 * The rows of a table: a few dozen elements that wander with the scrolling, whatever the number of rows. It is drawn
 * without the framework, once a frame; the header and the number of the row stay in sight. Tab goes to it once; arrows
 * move the active cell.
 */

import type { TableColumn, TableRow } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { findClass, formatCell, getMarkColor, makeShapePath } from './marks';
import './texts';

const ROWS_BEYOND = 6;
const NUMBER_WIDTH = 52;
const SVG = 'http://www.w3.org/2000/svg';

export interface RowSource {
  total(): number;
  row(index: number): TableRow | undefined;
  want(from: number, to: number): void;
  columns(): readonly TableColumn[];
  chosen(): string | null;
  onChoose(column: string): void;
  onSeen(first: number, last: number): void;
  onFill(column: string, row: number): void;
}

interface Line {
  element: HTMLElement;
  cells: HTMLElement[];
  index: number;
  shown: TableRow | null;
}

export class RowGrid {
  private readonly space = Object.assign(document.createElement('div'), {
    className: 'table-rows',
    role: 'presentation',
  });
  private readonly lines = new Map<number, Line>();
  private readonly free: Line[] = [];
  private readonly sizes = new ResizeObserver(() => this.scheduleDraw());
  private frame = 0;
  private height = 36;
  private active = { row: 0, column: 0 };

  constructor(
    private readonly view: HTMLElement,
    private readonly source: RowSource,
  ) {
    view.append(this.space);
    view.addEventListener('scroll', this.scheduleDraw, { passive: true });
    view.addEventListener('keydown', this.onKey);
    view.addEventListener('click', this.onClick);
    view.addEventListener('focus', this.scheduleDraw);
    view.addEventListener('blur', this.scheduleDraw);
    this.sizes.observe(view);
  }

  dispose(): void {
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    this.view.removeEventListener('scroll', this.scheduleDraw);
    this.view.removeEventListener('keydown', this.onKey);
    this.view.removeEventListener('click', this.onClick);
    this.view.removeEventListener('focus', this.scheduleDraw);
    this.view.removeEventListener('blur', this.scheduleDraw);
    this.space.remove();
  }

  /** Draws everything anew: rows have come, or columns are others. */
  refresh(): void {
    const count = this.source.columns().length;
    this.active.column = Math.min(this.active.column, Math.max(0, count - 1));
    this.active.row = Math.min(this.active.row, Math.max(0, this.source.total() - 1));
    for (const line of [...this.lines.values(), ...this.free])
      if (line.cells.length !== count + 1) {
        line.element.remove();
        this.lines.delete(line.index);
      } else line.shown = null;
    for (let at = this.free.length - 1; at >= 0; at--) if (!this.free[at].element.isConnected) this.free.splice(at, 1);
    this.scheduleDraw();
  }

  scrollToTop(): void {
    this.view.scrollTop = 0;
    this.active.row = 0;
    this.scheduleDraw();
  }

  private readonly scheduleDraw = () => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  };

  private draw(): void {
    const total = this.source.total();
    this.height = matchMedia('(pointer: coarse)').matches ? 44 : 36;
    this.space.style.height = `${total * this.height}px`;
    const top = Math.max(0, this.view.scrollTop);
    const visible = Math.max(1, this.view.clientHeight - this.space.offsetTop);
    const seen = Math.floor(top / this.height);
    const until = Math.min(total, Math.ceil((top + visible) / this.height)) - 1;
    const first = Math.max(0, seen - ROWS_BEYOND);
    const last = Math.min(total - 1, until + ROWS_BEYOND);
    for (const [index, line] of this.lines) {
      if (index >= first && index <= last) continue;
      this.lines.delete(index);
      line.element.hidden = true;
      this.free.push(line);
    }
    for (let index = first; index <= last; index++) this.place(index);
    this.order(first, last);
    if (total) this.source.want(first, last);
    this.source.onSeen(Math.min(total, seen + 1), until + 1);
    const active = document.activeElement === this.view && this.lines.has(this.active.row);
    if (active) this.view.setAttribute('aria-activedescendant', this.getId(this.active.row, this.active.column));
    else this.view.removeAttribute('aria-activedescendant');
  }

  /** Lines that were used again stand where they are seen, as they are read aloud. */
  private order(first: number, last: number): void {
    let next: Element | null = null;
    for (let index = last; index >= first; index--) {
      const element = this.lines.get(index)?.element;
      if (!element) continue;
      if (element.nextElementSibling !== next) this.space.insertBefore(element, next);
      next = element;
    }
  }

  private getId = (row: number, column: number) => `table-cell-${row}-${column}`;

  private place(index: number): void {
    let line = this.lines.get(index);
    if (!line) {
      line = this.free.pop() ?? this.make();
      Object.assign(line, { index, shown: null });
      line.element.hidden = false;
      this.lines.set(index, line);
    }
    line.element.style.transform = `translateY(${index * this.height}px)`;
    line.element.setAttribute('aria-rowindex', String(index + 2));
    const row = this.source.row(index) ?? null;
    if (row !== line.shown || !row) this.fill(line, row);
    const [chosen, columns] = [this.source.chosen(), this.source.columns()];
    const focused = document.activeElement === this.view && index === this.active.row;
    columns.forEach(({ name }, at) => {
      const cell = line.cells[at + 1];
      cell.classList.toggle('chosen', name === chosen);
      cell.classList.toggle('active', focused && at === this.active.column);
      cell.id = this.getId(index, at);
    });
  }

  private fill(line: Line, row: TableRow | null): void {
    line.shown = row;
    line.element.classList.toggle('waits', row === null);
    line.cells[0].textContent = row ? String(row.n) : '';
    this.source.columns().forEach((column, at) => {
      const cell = line.cells[at + 1];
      cell.className = `table-cell ${column.type === 'number' ? 'number' : ''}`;
      cell.replaceChildren();
      if (row) fillCell(cell, column, row, at);
    });
  }

  private make(): Line {
    const element = Object.assign(document.createElement('div'), { className: 'table-line', role: 'row' });
    const number = Object.assign(document.createElement('span'), { className: 'table-number', role: 'rowheader' });
    const cells = this.source
      .columns()
      .map(() => Object.assign(document.createElement('span'), { className: 'table-cell', role: 'gridcell' }));
    element.append(number, ...cells);
    this.space.append(element);
    return { element, cells: [number, ...cells], index: -1, shown: null };
  }

  private readonly onClick = ({ target }: MouseEvent) => {
    const line = [...this.lines.values()].find(({ element }) => element.contains(target as Node));
    const at = line?.cells.findIndex((cell) => cell.contains(target as Node)) ?? -1;
    if (!line || at < 1) return;
    this.active = { row: line.index, column: at - 1 };
    this.source.onChoose(this.source.columns()[at - 1].name);
    this.scheduleDraw();
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.target !== this.view || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((this.view.clientHeight - this.space.offsetTop) / this.height) - 1);
    const [rows, columns] = [this.source.total(), this.source.columns()];
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-page, 0],
      PageDown: [page, 0],
      Home: event.ctrlKey ? [-rows, -columns.length] : [0, -columns.length],
      End: event.ctrlKey ? [rows, columns.length] : [0, columns.length],
    };
    const row = this.source.row(this.active.row);
    const column = columns[this.active.column];
    if (event.key === 'Enter' && row && column) {
      event.preventDefault();
      return this.source.onFill(column.name, row.n);
    }
    const move = moves[event.key];
    if (!move || !rows) return;
    event.preventDefault();
    this.active = {
      row: Math.min(rows - 1, Math.max(0, this.active.row + move[0])),
      column: Math.min(columns.length - 1, Math.max(0, this.active.column + move[1])),
    };
    this.source.onChoose(columns[this.active.column].name);
    this.reveal();
    this.scheduleDraw();
  };

  private reveal(): void {
    const top = this.active.row * this.height;
    const room = this.view.clientHeight - this.space.offsetTop;
    if (top < this.view.scrollTop) this.view.scrollTop = top;
    else if (top + this.height > this.view.scrollTop + room) this.view.scrollTop = top + this.height - room;
    const cell = this.lines.values().next().value?.cells[this.active.column + 1];
    if (!cell) return;
    const [left, right] = [cell.offsetLeft - NUMBER_WIDTH, cell.offsetLeft + cell.offsetWidth];
    if (left < this.view.scrollLeft) this.view.scrollLeft = left;
    else if (right > this.view.scrollLeft + this.view.clientWidth) this.view.scrollLeft = right - this.view.clientWidth;
  }
}

function fillCell(cell: HTMLElement, column: TableColumn, row: TableRow, at: number): void {
  const value = row.cells[at];
  if (value === null) {
    cell.append(
      Object.assign(document.createElement('span'), { className: 'table-empty', textContent: t('emptyCell') }),
    );
    return;
  }
  const number = column.type === 'class' ? findClass(column, value) : -1;
  if (number >= 0) cell.append(drawMark(number));
  cell.append(
    Object.assign(document.createElement('span'), { className: 'ell', textContent: formatCell(column, value, 2) }),
  );
  if (row.filled.includes(at))
    cell.append(Object.assign(document.createElement('i'), { className: 'table-filled', title: t('filledCell') }));
}

function drawMark(number: number): SVGSVGElement {
  const [svg, path] = [document.createElementNS(SVG, 'svg'), document.createElementNS(SVG, 'path')];
  for (const [name, value] of Object.entries({
    class: 'table-mark',
    width: '14',
    height: '14',
    viewBox: '-7 -7 14 14',
  }))
    svg.setAttribute(name, value);
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', makeShapePath(number, 0, 0, 4.5));
  path.setAttribute('fill', getMarkColor(number));
  svg.append(path);
  return svg;
}
