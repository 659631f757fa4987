/** Numbers in the lines of a board, as the Arduino IDE's plotter reads them: `12,34`, `12 34`, `t:21.5 h:40`. */

import { signal } from '@preact/signals';

const MAX_POINTS = 500;
const MAX_CURVES = 6;
const PIECE = /^(?:([^:\s]{1,24}):)?\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i;

export class PlotSeries {
  readonly version = signal(0);
  /** Curves by name; a number without a name is called by its place, from 1. */
  names: string[] = [];
  /** The count of the line, then one list for each curve. */
  data: [number[], ...(number | null)[][]] = [[]];
  private count = 0;

  /** Takes the numbers of a line; a line with anything else in it is text. */
  add(line: string): void {
    const found = parseLine(line);
    if (!found) return;
    this.count++;
    for (const [name] of found) if (!this.names.includes(name) && this.names.length < MAX_CURVES) this.begin(name);
    const values = new Map(found);
    this.data[0].push(this.count);
    this.names.forEach((name, at) => (this.data[at + 1] as (number | null)[]).push(values.get(name) ?? null));
    if (this.data[0].length > MAX_POINTS) for (const column of this.data) column.shift();
  }

  clear(): void {
    this.names = [];
    this.data = [[]];
    this.commit();
  }

  commit(): void {
    this.version.value++;
  }

  private begin(name: string): void {
    this.names.push(name);
    this.data.push(new Array(this.data[0].length).fill(null));
  }
}

/** name → number of one line, or null when it is not a line of numbers. */
export function parseLine(line: string): [string, number][] | null {
  const pieces = line
    .trim()
    .replace(/:\s+/g, ':')
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (!pieces.length) return null;
  const found = pieces.map((piece, at): [string, number] | null => {
    const match = PIECE.exec(piece);
    return match && [match[1] ?? String(at + 1), Number(match[2])];
  });
  return found.every((one) => one !== null) ? found : null;
}
