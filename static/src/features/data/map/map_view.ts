/** Which part of the map is seen: how large it is drawn, and where its corner lies. */

/** The map is so much wider than high. */
export const ASPECT = 1.5;
const MARGIN = 36;
/** How far it can be enlarged beyond the whole. */
const MAX_SCALE = 60;

export class MapView {
  width = 1;
  height = 1;
  /** Pixels of the map's height; where its left upper corner is drawn. */
  scale = 1;
  left = 0;
  top = 0;
  private fitted = true;

  /** Pixels of the map's height when all of it is seen. */
  get whole(): number {
    return Math.max(1, Math.min((this.width - 2 * MARGIN) / ASPECT, this.height - 2 * MARGIN));
  }

  get zoom(): number {
    return this.scale / this.whole;
  }

  resize(width: number, height: number): void {
    const { fitted, width: before, height: above } = this;
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    if (fitted) return this.fit();
    this.left += (this.width - before) / 2;
    this.top += (this.height - above) / 2;
  }

  fit(): void {
    this.scale = this.whole;
    this.left = (this.width - this.scale * ASPECT) / 2;
    this.top = (this.height - this.scale) / 2;
    this.fitted = true;
  }

  /** Enlarges around a point of the screen. */
  zoomAt(factor: number, x: number, y: number): void {
    const scale = Math.min(this.whole * MAX_SCALE, Math.max(this.whole * 0.5, this.scale * factor));
    const real = scale / this.scale;
    this.left = x - (x - this.left) * real;
    this.top = y - (y - this.top) * real;
    this.scale = scale;
    this.keepInSight();
  }

  pan(x: number, y: number): void {
    this.left += x;
    this.top += y;
    this.keepInSight();
  }

  /** x, y: on the map, from 0 to 1; in pixels of the screen. */
  toScreen(x: number, y: number): [number, number] {
    return [this.left + x * this.scale * ASPECT, this.top + y * this.scale];
  }

  toMap(x: number, y: number): [number, number] {
    return [(x - this.left) / (this.scale * ASPECT), (y - this.top) / this.scale];
  }

  /** Brings a point of the map into sight, moving as little as that takes. */
  reveal(x: number, y: number, room: number): void {
    const [at, down] = this.toScreen(x, y);
    const [side, rise] = [Math.min(room, this.width / 3), Math.min(room, this.height / 3)];
    this.pan(
      Math.max(0, side - at) - Math.max(0, at - (this.width - side)),
      Math.max(0, rise - down) - Math.max(0, down - (this.height - rise)),
    );
  }

  /** The middle of the screen never leaves the map. */
  private keepInSight(): void {
    this.fitted = false;
    const { width, height, scale } = this;
    this.left = Math.min(width / 2, Math.max(width / 2 - scale * ASPECT, this.left));
    this.top = Math.min(height / 2, Math.max(height / 2 - scale, this.top));
  }
}
