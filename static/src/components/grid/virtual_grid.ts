/**
 * A wall's tiles: a few dozen elements that wander with the scrolling, whatever the number of pictures. It is drawn
 * without the framework, once a frame. The wall is a listbox whose one tab stop is the picture that was last chosen.
 * Not @tanstack/virtual-core 3.19: 9.8 kB gzipped against the 2.0 kB of this whole file, of which it would replace the
 * arithmetic of `measure` and `draw` alone; recycled tiles, keys, focus and fast scrolling would stay here.
 */

import type { GridSelection } from './grid_selection';
import { GridMarquee } from './marquee';

const GAP = 8;
const SMALLEST = 96;
const ROWS_BEYOND = 2;
const MAX_TILES = 200;
/** Faster than so many screens a second, thumbnails are not asked for: nobody could see them. */
const FAST = 6;
const REST_MS = 90;

/** What a picture looks like on the wall. */
export interface TileParts {
  element: HTMLElement;
  image: HTMLImageElement;
  label: HTMLElement;
  mark: HTMLElement;
}
interface Tile extends TileParts {
  index: number;
  path: string;
}

export interface GridSource<Row extends { path: string }> {
  total(): number;
  row(index: number): Row | undefined;
  want(from: number, to: number): void;
  thumb(path: string): string;
  /** What a screen reader says of a picture. */
  says(row: Row): string;
  /** Puts what is known of a picture on its tile. */
  dress(face: TileParts, row: Row): void;
  /** clicked: by a pointer; arrows choose, too. */
  onChoose(index: number, clicked: boolean): void;
  onOpen(index: number): void;
  /** null: pictures are only looked at. */
  selection?: GridSelection | null;
}

export class VirtualGrid<Row extends { path: string }> {
  /** The picture that has the tab stop. */
  active = 0;
  private readonly tiles = new Map<number, Tile>();
  private readonly free: Tile[] = [];
  private readonly space = document.createElement('div');
  private readonly sizes = new ResizeObserver(() => this.handleResize());
  private columns = 1;
  private side: number;
  private frame = 0;
  private rest = 0;
  private before = { top: 0, time: 0 };
  private fast = false;
  private chosen: string | null = null;
  private readonly marquee: GridMarquee | null = null;

  /** smallest: pixels that a tile has at least. */
  constructor(
    private readonly frameElement: HTMLElement,
    private readonly source: GridSource<Row>,
    private readonly smallest = SMALLEST,
  ) {
    this.side = smallest;
    this.space.className = 'wall-space';
    this.space.role = 'presentation';
    frameElement.append(this.space);
    frameElement.addEventListener('scroll', this.onScroll, { passive: true });
    frameElement.addEventListener('keydown', this.onKey);
    frameElement.addEventListener('click', this.onClick);
    frameElement.addEventListener('dblclick', this.onClick);
    frameElement.addEventListener('focusin', this.onFocus);
    this.sizes.observe(frameElement);
    if (source.selection) {
      frameElement.classList.add('selects');
      this.marquee = new GridMarquee(frameElement, this.space, this, source.selection);
    }
  }

  /** The picture at a point of the wall, in pixels from its first tile's corner; -1 between tiles. */
  indexAt(x: number, y: number): number {
    const line = this.side + GAP;
    const [column, row] = [Math.floor(x / line), Math.floor(y / line)];
    const inside = x - column * line < this.side && y - row * line < this.side && column >= 0 && column < this.columns;
    const index = row * this.columns + column;
    return inside && row >= 0 && index < this.source.total() ? index : -1;
  }

  /** The pictures that a frame touches, in the same pixels. */
  indexesIn(left: number, top: number, right: number, bottom: number): number[] {
    const line = this.side + GAP;
    const [from, to] = [Math.max(0, Math.ceil((left - this.side) / line)), Math.min(this.columns - 1, right / line)];
    const found: number[] = [];
    for (let row = Math.max(0, Math.ceil((top - this.side) / line)); row <= bottom / line; row++)
      for (let column = from; column <= to; column++)
        if (row * this.columns + column < this.source.total()) found.push(row * this.columns + column);
    return found;
  }

  /** What is selected has changed. */
  showSelection(): void {
    const on = this.source.selection?.isOn() ?? false;
    this.frameElement.classList.toggle('selecting', on);
    for (const tile of this.tiles.values()) this.dress(tile);
  }

  dispose(): void {
    this.marquee?.dispose();
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
    this.frameElement.removeEventListener('scroll', this.onScroll);
    this.frameElement.removeEventListener('keydown', this.onKey);
    this.frameElement.removeEventListener('click', this.onClick);
    this.frameElement.removeEventListener('dblclick', this.onClick);
    this.frameElement.removeEventListener('focusin', this.onFocus);
    this.space.remove();
  }

  /** Draws everything anew: how many pictures there are, or what is known of them, has changed. */
  refresh(): void {
    for (const tile of this.tiles.values()) tile.path = '';
    this.active = Math.max(0, Math.min(this.active, this.source.total() - 1));
    this.measure();
    this.scheduleDraw();
  }

  scrollTo(top: number): void {
    this.measure();
    this.frameElement.scrollTop = top;
    if (!top) this.active = 0;
    this.scheduleDraw();
  }

  /** Marks a picture as the chosen one. */
  choose(path: string | null): void {
    this.chosen = path;
    for (const tile of this.tiles.values()) this.dress(tile);
  }

  /** Brings a picture into sight, with the focus if asked. */
  goTo(index: number, focus = true): void {
    const total = this.source.total();
    if (!total) return;
    this.active = Math.max(0, Math.min(total - 1, index));
    const top = Math.floor(this.active / this.columns) * (this.side + GAP);
    const { scrollTop, clientHeight } = this.frameElement;
    if (top < scrollTop) this.frameElement.scrollTop = top;
    else if (top + this.side + 2 * GAP > scrollTop + clientHeight)
      this.frameElement.scrollTop = top + this.side + 2 * GAP - clientHeight;
    this.draw();
    if (focus) this.tiles.get(this.active)?.element.focus({ preventScroll: true });
  }

  private handleResize(): void {
    const first = Math.floor(this.frameElement.scrollTop / (this.side + GAP)) * this.columns;
    const columns = this.columns;
    this.measure();
    if (columns !== this.columns) this.frameElement.scrollTop = Math.floor(first / this.columns) * (this.side + GAP);
    this.scheduleDraw();
  }

  private measure(): void {
    const width = this.space.clientWidth;
    this.columns = Math.max(1, Math.floor((width + GAP) / (this.smallest + GAP)));
    this.side = Math.max(1, (width + GAP) / this.columns - GAP);
    const lines = Math.ceil(this.source.total() / this.columns);
    this.space.style.height = `${Math.max(0, lines * (this.side + GAP) - GAP)}px`;
    this.space.style.setProperty('--side', `${this.side}px`);
  }

  private readonly onScroll = () => {
    const now = performance.now();
    const { scrollTop, clientHeight } = this.frameElement;
    const screens = Math.abs(scrollTop - this.before.top) / Math.max(1, clientHeight);
    this.fast = screens * 1_000 > FAST * Math.max(1, now - this.before.time);
    this.before = { top: scrollTop, time: now };
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      this.fast = false;
      this.draw();
    }, REST_MS);
    this.scheduleDraw();
  };

  private scheduleDraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const total = this.source.total();
    const { scrollTop, clientHeight } = this.frameElement;
    const line = this.side + GAP;
    const most = Math.floor(MAX_TILES / this.columns) - 2 * ROWS_BEYOND - 1;
    const seen = Math.min(most, Math.ceil(clientHeight / line) + 1);
    const top = Math.floor(scrollTop / line);
    const first = Math.max(0, (top - ROWS_BEYOND) * this.columns);
    const last = Math.min(total, (top + seen + ROWS_BEYOND) * this.columns) - 1;
    const focused = this.tileAt(document.activeElement)?.index;
    for (const [index, tile] of this.tiles) {
      if (index >= first && index <= last) continue;
      // The focus is not lost by scrolling away from it.
      if (index === this.active && index === focused && index < total) continue;
      this.tiles.delete(index);
      tile.element.hidden = true;
      tile.element.tabIndex = -1;
      this.free.push(tile);
    }
    for (let index = first; index <= last; index++) this.place(index);
    // Nor by what has left the wall.
    if (focused !== undefined && focused >= total) this.tiles.get(this.active)?.element.focus({ preventScroll: true });
    if (!this.fast && total) this.source.want(first, last);
  }

  private place(index: number): void {
    let tile = this.tiles.get(index);
    if (!tile) {
      tile = this.free.pop() ?? this.make();
      tile.index = index;
      tile.path = '';
      tile.image.removeAttribute('src');
      tile.element.hidden = false;
      this.tiles.set(index, tile);
    }
    const line = this.side + GAP;
    const [x, y] = [(index % this.columns) * line, Math.floor(index / this.columns) * line];
    tile.element.style.transform = `translate(${x}px, ${y}px)`;
    this.fill(tile);
  }

  private fill(tile: Tile): void {
    const row = this.source.row(tile.index);
    if (row && tile.path !== row.path) {
      tile.path = row.path;
      this.source.dress(tile, row);
      tile.element.setAttribute('aria-label', this.source.says(row));
      tile.element.title = row.path;
      if (tile.image.getAttribute('src') !== this.source.thumb(row.path)) tile.image.removeAttribute('src');
    }
    if (row && !this.fast && !tile.image.hasAttribute('src')) tile.image.src = this.source.thumb(row.path);
    tile.element.classList.toggle('waits', !row);
    this.dress(tile);
  }

  private dress(tile: Tile): void {
    const { element } = tile;
    element.tabIndex = tile.index === this.active ? 0 : -1;
    const { selection } = this.source;
    const selected = tile.path !== '' && (selection?.has(tile.path) ?? false);
    element.classList.toggle('ticked', selected);
    element.ariaSelected = String(selected || (!selection?.isOn() && tile.path !== '' && tile.path === this.chosen));
    element.ariaPosInSet = String(tile.index + 1);
    element.ariaSetSize = String(this.source.total());
  }

  private make(): Tile {
    const element = document.createElement('div');
    element.className = 'tile';
    element.role = 'option';
    const image = document.createElement('img');
    image.decoding = 'async';
    image.alt = '';
    image.draggable = false;
    image.onload = () => image.classList.toggle('pixels', image.naturalWidth <= 64);
    image.onerror = () => element.classList.add('gone');
    image.addEventListener('load', () => element.classList.remove('gone'));
    const label = Object.assign(document.createElement('span'), { className: 'tile-label' });
    const mark = Object.assign(document.createElement('span'), {
      className: 'tile-mark',
      hidden: true,
    });
    const tick = Object.assign(document.createElement('span'), { className: 'tile-tick' });
    element.append(image, mark, label, ...(this.source.selection ? [tick] : []));
    this.space.append(element);
    return { element, image, label, mark, index: -1, path: '' };
  }

  private tileAt(target: EventTarget | null): Tile | undefined {
    const element = target instanceof Element ? target.closest('.tile') : null;
    return element ? [...this.tiles.values()].find((tile) => tile.element === element) : undefined;
  }

  private readonly onFocus = (event: FocusEvent) => {
    const tile = this.tileAt(event.target);
    if (!tile || tile.index === this.active) return;
    this.active = tile.index;
    for (const one of this.tiles.values()) this.dress(one);
  };

  private readonly onClick = (event: MouseEvent) => {
    const tile = this.tileAt(event.target);
    if (!tile) return;
    const { selection } = this.source;
    const before = this.active;
    this.goTo(tile.index);
    if (event.type === 'dblclick') return this.isOnTick(event) ? undefined : this.source.onOpen(tile.index);
    if (selection && event.shiftKey) return selection.extend(tile.index, before);
    if (selection && (selection.isOn() || event.ctrlKey || event.metaKey || this.isOnTick(event)))
      return selection.toggle(tile.index);
    this.source.onChoose(tile.index, true);
  };

  private isOnTick(event: MouseEvent): boolean {
    return event.target instanceof Element && event.target.closest('.tile-tick') !== null;
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const { selection } = this.source;
    if (event.altKey || !this.source.total()) return;
    if (event.ctrlKey || event.metaKey) {
      if (!selection || event.key.toLowerCase() !== 'a' || event.shiftKey) return;
      event.preventDefault();
      return selection.selectAll();
    }
    if (event.key === 'Escape' && selection?.isOn()) return selection.clear();
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (event.key === 'Enter') return this.source.onOpen(this.active);
      return selection ? selection.toggle(this.active) : this.source.onChoose(this.active, false);
    }
    const page = Math.max(1, Math.floor(this.frameElement.clientHeight / (this.side + GAP))) * this.columns;
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -this.columns,
      ArrowDown: this.columns,
      PageUp: -page,
      PageDown: page,
      Home: -this.active,
      End: this.source.total(),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = this.active + step;
    if (Math.abs(step) === this.columns && (next < 0 || next >= this.source.total())) return;
    const before = this.active;
    this.goTo(next);
    if (selection && event.shiftKey) selection.extend(this.active, before);
    else if (!selection?.isOn()) this.source.onChoose(this.active, false);
  };
}
