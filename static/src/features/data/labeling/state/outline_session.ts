/** One click outlines a thing: the studio looks for its edge. Shift adds what is not part of it, Ctrl what is, too. */

import { computed, signal } from '@preact/signals';
import { showToast } from '../../../../components/toast';
import { t } from '../../../../lib/texts';
import { makeOutlineAnnotation } from '../geometry/annotations';
import type { Box, Point } from '../geometry/shapes';
import * as calls from './labeling_api';
import { type LabelingStore, showError } from './labeling_store';
import type { Annotation, Outline, OutlineRequest } from './labeling_types';
import { getDrawn } from './tools';
import '../texts';

type Clicks = [number, number, 0 | 1][];

export class OutlineSession {
  readonly busy = signal(false);
  /** The model that outlines: the first one of the project, if it has one, until another is chosen; '': none. */
  readonly chosen = signal<string | null>(null);
  readonly model = computed(() => {
    const known = this.store.list.outliners.value;
    const chosen = this.chosen.value ?? known[0];
    return known.includes(chosen) ? chosen : '';
  });
  /** The clicks that the last outline came from, and which object it is. */
  private clicks: Clicks = [];
  private box: Box | undefined;
  private made: Annotation | null = null;
  private prepared: OutlineRequest | null = null;
  /** Clicks may be quicker than the studio. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly store: LabelingStore) {}

  /** The studio gets ready for a picture, so that the first click is quick; once for each picture. */
  prepare(path: string): void {
    const wanted = { path, ...this.by() };
    if (wanted.path === this.prepared?.path && wanted.model === this.prepared.model) return;
    this.prepared = wanted;
    void calls.findOutline(this.store.project, this.store.set, wanted).catch(() => {});
  }

  /** inside: whether the click is in the thing. more: it goes on with the one that was clicked last. */
  click({ x, y }: Point, inside: boolean, more: boolean): Promise<void> {
    return this.enqueue(async () => {
      const before = this.findMade();
      const goesOn = (more || !inside) && before >= 0;
      if (!goesOn && !inside) return;
      if (!goesOn) [this.clicks, this.box] = [[], undefined];
      this.clicks = [...this.clicks, [x, y, inside ? 1 : 0]];
      await this.make(goesOn ? before : -1);
    });
  }

  drag(box: Box): Promise<void> {
    return this.enqueue(async () => {
      [this.clicks, this.box] = [[], box];
      await this.make(-1);
    });
  }

  /** Fits a thing that is there to the edge of what it holds. */
  growToEdge(index: number): Promise<void> {
    return this.enqueue(async () => {
      const thing = this.store.objects.peek()[index];
      const found = thing && (await this.find({ box: thing.box }));
      if (!found?.box || this.store.objects.peek()[index] !== thing) return;
      const outline = () => this.toOutline(found, thing.label);
      this.store.replace(index, thing.polygons.length ? outline() : { ...thing, box: found.box });
    });
  }

  private enqueue(act: () => Promise<void>): Promise<void> {
    const picture = this.store.picture.peek();
    this.busy.value = true;
    const mine = this.queue
      .then(() => (picture === this.store.picture.peek() ? act() : undefined))
      .finally(() => {
        if (mine === this.queue) this.busy.value = false;
      });
    return (this.queue = mine);
  }

  private async make(replaces: number): Promise<void> {
    const picture = this.store.picture.peek();
    const label = this.store.label.peek();
    if (label === null) return;
    const found = await this.find({
      ...(this.clicks.length ? { points: this.clicks } : {}),
      ...(this.box ? { box: this.box } : {}),
    });
    if (!found?.box || picture !== this.store.picture.peek()) return;
    if (picture && getDrawn(picture.task) === 'pixels') return this.store.paint.fill(found.polygons ?? []);
    const made = this.toOutline(found, label);
    if (replaces >= 0) this.store.replace(replaces, made);
    else this.store.add(made);
    this.made = made;
  }

  private async find(request: Omit<OutlineRequest, 'path'>): Promise<Outline | null> {
    const path = this.store.picture.peek()?.path;
    if (!path) return null;
    try {
      const found = await calls.findOutline(this.store.project, this.store.set, { path, ...request, ...this.by() });
      if (found.found) return found;
      showToast(t('labelNoEdge'));
    } catch (error) {
      showError(error);
    }
    return null;
  }

  private by(): { model?: string } {
    const model = this.model.peek();
    return model ? { model } : {};
  }

  private findMade(): number {
    return this.made ? this.store.objects.peek().indexOf(this.made) : -1;
  }

  /** Boxes stay boxes where only boxes are learned from. */
  private toOutline({ polygons = [], box }: Outline, label: string): Annotation {
    if (getDrawn(this.store.task.peek()) === 'boxes') return { label, box: box!, polygons: [], rle: null };
    return makeOutlineAnnotation(label, polygons);
  }
}
