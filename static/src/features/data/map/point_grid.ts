/** Finding points of the map by their places: the map is cut into cells, each of which knows its points. */

import type { Places } from './map_data';

const CELLS = 64;

export class PointGrid {
  /** The points of cell c are `order[first[c]]` to `order[first[c + 1]]`. */
  private readonly first = new Uint32Array(CELLS * CELLS + 1);
  private readonly order: Uint32Array;

  constructor(private readonly places: Places) {
    const { x, y } = places;
    const cells = new Uint16Array(x.length);
    for (let at = 0; at < x.length; at++) {
      cells[at] = toCell(y[at]) * CELLS + toCell(x[at]);
      this.first[cells[at] + 1]++;
    }
    for (let cell = 0; cell < CELLS * CELLS; cell++) this.first[cell + 1] += this.first[cell];
    const next = this.first.slice();
    this.order = new Uint32Array(x.length);
    for (let at = 0; at < x.length; at++) this.order[next[cells[at]]++] = at;
  }

  /** Calls with every point that may lie between two corners; some of them lie just outside. */
  visit(left: number, top: number, right: number, bottom: number, call: (at: number) => void): void {
    const [from, to] = [toCell(left), toCell(right)];
    for (let row = toCell(top); row <= toCell(bottom); row++)
      for (let place = this.first[row * CELLS + from]; place < this.first[row * CELLS + to + 1]; place++)
        call(this.order[place]);
  }

  /** The points inside an outline of the map; corners: x, y, x, y, … */
  findInside(corners: readonly number[]): number[] {
    let [left, top, right, bottom] = [1, 1, 0, 0];
    for (let at = 0; at < corners.length; at += 2) {
      left = Math.min(left, corners[at]);
      right = Math.max(right, corners[at]);
      top = Math.min(top, corners[at + 1]);
      bottom = Math.max(bottom, corners[at + 1]);
    }
    const found: number[] = [];
    const { x, y } = this.places;
    this.visit(left, top, right, bottom, (at) => {
      if (isInside(x[at], y[at], corners)) found.push(at);
    });
    return found.sort((one, other) => one - other);
  }
}

const toCell = (value: number) => (value > 0 ? Math.min(CELLS - 1, Math.floor(value * CELLS)) : 0);

/** By the number of edges that a ray to the right crosses. */
export function isInside(x: number, y: number, corners: readonly number[]): boolean {
  let inside = false;
  for (let at = 0, last = corners.length - 2; at < corners.length; last = at, at += 2) {
    const [x1, y1, x2, y2] = [corners[at], corners[at + 1], corners[last], corners[last + 1]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
