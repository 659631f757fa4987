/** Several pictures at once: by ticks, Ctrl, Shift, Ctrl+A, a frame that is drawn, a finger that paints. */
export interface GridSelection {
  /** Whether any is selected: a click selects then, too. */
  isOn(): boolean;
  has(path: string): boolean;
  toggle(index: number): void;
  /** All between the picture that was selected last, or `from`, and this one. */
  extend(index: number, from: number): void;
  selectAll(): void;
  clear(): void;
  /** A frame or a finger begins, and then covers these, besides those that were selected before. */
  beginSweep(): void;
  sweep(indexes: number[]): void;
}
