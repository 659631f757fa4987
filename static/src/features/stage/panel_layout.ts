/** How the panel of a project is arranged: in the child's order, and what nobody has placed behind it. */

import { signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import { describeError, makeProjectPath, send } from '../../lib/api';
import { say } from '../../lib/texts';
import type { PanelPlace } from '../../lib/types';
import type { StageControl } from './scene';

export interface PlacedControl extends StageControl {
  wide: boolean;
}

const isSame = (one: { form: string; name: string }, other: { form: string; name: string }) =>
  one.form === other.form && one.name === other.name;

export class PanelLayout {
  readonly places = signal<PanelPlace[]>([]);
  /** Whether an order is being kept: the next one waits, so that the last one stands. */
  private keeping = false;
  private unkept: PanelPlace[] | null = null;

  constructor(private readonly project: string) {
    send<PanelPlace[]>('GET', makeProjectPath(project, '/panel')).then(
      (places) => (this.places.value = places),
      () => undefined, // it stands in the order of first use then
    );
  }

  arrange(controls: readonly StageControl[]): PlacedControl[] {
    const places = this.places.value;
    const rank = (control: StageControl) => {
      const place = places.findIndex((one) => isSame(one, control));
      return place < 0 ? places.length : place;
    };
    return controls
      .map((control) => ({ ...control, wide: places.find((one) => isSame(one, control))?.wide ?? false }))
      .sort((one, other) => rank(one) - rank(other));
  }

  /** Puts one of the things that are shown at another place among them. */
  move(shown: readonly PlacedControl[], from: number, to: number): void {
    if (from === to || to < 0 || to >= shown.length) return;
    const next = [...shown];
    next.splice(to, 0, ...next.splice(from, 1));
    this.keep(next);
  }

  toggleWide(shown: readonly PlacedControl[], at: number): void {
    this.keep(shown.map((one, number) => (number === at ? { ...one, wide: !one.wide } : one)));
  }

  private keep(shown: readonly PlacedControl[]): void {
    const gone = this.places.peek().filter((place) => !shown.some((one) => isSame(one, place)));
    const places = [...shown.map(({ form, name, wide }) => ({ form, name, wide })), ...gone];
    this.places.value = places;
    this.unkept = places;
    if (!this.keeping) void this.send();
  }

  private async send(): Promise<void> {
    this.keeping = true;
    try {
      while (this.unkept) {
        const places = this.unkept;
        this.unkept = null;
        await send<PanelPlace[]>('PUT', makeProjectPath(this.project, '/panel'), { places }, { keepalive: true });
      }
    } catch (error) {
      showToast(say(describeError(error)));
    }
    this.keeping = false;
  }
}
