/** The points of one panel of curves. */

import type { MetricEvent } from '../lib/messages';

const MAX_POINTS = 4_000;

export class Curve {
  readonly x: number[] = [];
  readonly series = new Map<string, (number | null)[]>();
  total: number | null = null;
  unit = '';
  /** Of its newest point, among the events of the run. */
  seq = 0;
  private keepEvery = 1;
  private seen = 0;

  constructor(readonly panel: string) {}

  /** Whether a point begins anew: a second training in the same program counts its rounds from 1 again. */
  isPast(event: MetricEvent): boolean {
    return this.panel === 'train' && this.x.length > 0 && event.step < this.x[this.x.length - 1];
  }

  add(event: MetricEvent): void {
    this.total = event.total;
    this.unit = event.unit;
    this.seq = event.seq;
    if (this.seen++ % this.keepEvery) return;
    const at = this.place(event.step);
    for (const [name, value] of Object.entries(event.values)) {
      this.column(name)[at] = typeof value === 'number' && Number.isFinite(value) ? value : null;
    }
    if (this.x.length > MAX_POINTS) this.thin();
  }

  /** The newest value of a curve, or null before its first. */
  newest(name: string): number | null {
    const values = this.series.get(name) ?? [];
    for (let i = values.length - 1; i >= 0; i--) if (values[i] !== null) return values[i];
    return null;
  }

  /**
   * The step at which a curve was highest, or null before its first point; of equal ones that with the lowest loss of
   * the validation, or of the training where it has none: as the file that is kept is chosen.
   */
  best(name: string): number | null {
    const values = this.series.get(name) ?? [];
    const losses = this.series.get('val_loss') ?? this.series.get('loss') ?? [];
    const lose = (at: number) => losses[at] ?? Number.POSITIVE_INFINITY;
    let top = -1;
    values.forEach((value, at) => {
      if (value === null) return;
      const before = top < 0 ? null : values[top]!;
      if (before === null || value > before || (value === before && lose(at) < lose(top))) top = at;
    });
    return top < 0 ? null : this.x[top];
  }

  private place(step: number): number {
    let at = this.x.length;
    while (at > 0 && this.x[at - 1] > step) at--;
    if (at > 0 && this.x[at - 1] === step) return at - 1;
    this.x.splice(at, 0, step);
    for (const values of this.series.values()) values.splice(at, 0, null);
    return at;
  }

  private column(name: string): (number | null)[] {
    let values = this.series.get(name);
    if (!values) this.series.set(name, (values = this.x.map(() => null)));
    return values;
  }

  private thin(): void {
    this.keepEvery *= 2;
    const odd = (_: unknown, index: number) => index % 2 === 1;
    this.x.splice(0, Infinity, ...this.x.filter(odd));
    for (const [name, values] of this.series) this.series.set(name, values.filter(odd));
  }
}
