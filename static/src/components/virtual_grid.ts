/**
 * A wall's tiles: a few dozen elements that wander with the scrolling, whatever the number of pictures. It is drawn
 * without the framework, once a frame. The wall is a listbox whose one tab stop is the picture that was last chosen.
 * Not @tanstack/virtual-core 3.19: 9.8 kB gzipped against the 2.0 kB of this whole file, of which it would replace the
 * arithmetic of `measure` and `draw` alone; recycled tiles, keys, focus and fast scrolling would stay here.
 */

const GAP = 8;
const SMALLEST = 96;
const ROWS_BEYOND = 2;
const MOST_TILES = 200;
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
  onChoose(index: number): void;
  onOpen(index: number): void;
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
  }

  dispose(): void {
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
    const most = Math.floor(MOST_TILES / this.columns) - 2 * ROWS_BEYOND - 1;
    const seen = Math.min(most, Math.ceil(clientHeight / line) + 1);
    const top = Math.floor(scrollTop / line);
    const first = Math.max(0, (top - ROWS_BEYOND) * this.columns);
    const last = Math.min(total, (top + seen + ROWS_BEYOND) * this.columns) - 1;
    const focused = this.tiles.get(this.active)?.element === document.activeElement;
    for (const [index, tile] of this.tiles) {
      if (index >= first && index <= last) continue;
      // The focus is not lost by scrolling away from it.
      if (index === this.active && focused && index < total) continue;
      this.tiles.delete(index);
      tile.element.hidden = true;
      this.free.push(tile);
    }
    for (let index = first; index <= last; index++) this.place(index);
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
    element.ariaSelected = String(tile.path !== '' && tile.path === this.chosen);
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
    element.append(image, mark, label);
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
    this.goTo(tile.index);
    if (event.type === 'dblclick') this.source.onOpen(tile.index);
    else this.source.onChoose(tile.index);
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.source.total()) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return event.key === 'Enter' ? this.source.onOpen(this.active) : this.source.onChoose(this.active);
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
    this.goTo(next);
    this.source.onChoose(this.active);
  };
}
