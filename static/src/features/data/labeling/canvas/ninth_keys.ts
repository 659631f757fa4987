/** Two corners by keys: each is narrowed down by ninths until it is fine enough, or Enter ends it early. */

import { signal } from '@preact/signals';
import { countPresses, findMiddle, narrow } from '../geometry/ninths';
import type { Box, Point, Size } from '../geometry/shapes';

export class NinthKeys {
  /** presses: the ninths of this corner. first: the corner that was set before. null: keys mean something else. */
  readonly now = signal<{ presses: number[]; first: Point | null } | null>(null);

  constructor(
    private readonly getSize: () => Size,
    private readonly onCorners: (one: Point, other: Point) => void,
  ) {}

  isOn(): boolean {
    return this.now.peek() !== null;
  }

  /** What is left of the picture, and the first corner. */
  get rest(): Box | null {
    const now = this.now.peek();
    return now && narrow(this.getSize(), now.presses);
  }
  get first(): Point | null {
    return this.now.peek()?.first ?? null;
  }

  begin(): void {
    this.now.value = { presses: [], first: null };
  }

  end(): void {
    this.now.value = null;
  }

  press(ninth: number): void {
    const now = this.now.peek();
    if (!now) return;
    this.now.value = { ...now, presses: [...now.presses, ninth] };
    if (now.presses.length + 1 >= countPresses(this.getSize())) this.endCorner();
  }

  /** One press back; whether there was one. */
  unpress(): boolean {
    const now = this.now.peek();
    if (!now?.presses.length) return false;
    this.now.value = { ...now, presses: now.presses.slice(0, -1) };
    return true;
  }

  /** The middle of what is left is the corner. */
  endCorner(): void {
    const now = this.now.peek();
    if (!now) return;
    const point = findMiddle(narrow(this.getSize(), now.presses));
    this.now.value = now.first ? null : { presses: [], first: point };
    if (now.first) this.onCorners(now.first, point);
  }
}
