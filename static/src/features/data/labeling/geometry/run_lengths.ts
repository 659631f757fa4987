/**
 * Masks as run lengths, as COCO has them: down the columns, zeros first; and the paint of a whole picture, where each
 * pixel has the number of a class.
 */

export interface RunLengths {
  /** height, width */
  size: [number, number];
  counts: number[];
}

/** Writes a number into the pixels that a mask holds. paint: row by row, w · h. */
export function fillRuns(paint: Uint8Array, { size: [h, w], counts }: RunLengths, value: number): void {
  let at = 0;
  counts.forEach((count, run) => {
    if (run % 2) for (let i = at; i < at + count; i++) paint[(i % h) * w + Math.floor(i / h)] = value;
    at += count;
  });
}

/** The pixels that have a number, as a mask; null where there are none. */
export function encodeRuns(paint: Uint8Array, w: number, h: number, value: number): RunLengths | null {
  const counts: number[] = [];
  let [on, count, any] = [false, 0, false];
  for (let x = 0; x < w; x++)
    for (let y = 0; y < h; y++) {
      if ((paint[y * w + x] === value) !== on) {
        counts.push(count);
        on = !on;
        count = 0;
        any = true;
      }
      count++;
    }
  counts.push(count);
  return any ? { size: [h, w], counts } : null;
}
