/** The test by somebody else, before the camera. */

import { type Signal, signal } from '@preact/signals';
import type { FoundPoints, PointClass } from '../../../../lib/dataset_types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import type { TeachCamera } from '../../camera';
import { SampleTest, sleep, TESTED, type TestedStore } from '../../panels/sample_test';

/** Milliseconds between two samples, and before another look where nothing was seen. */
const GAP_MS = 700;
const AGAIN_MS = 100;

/** What is taught, as far as a test needs it. */
interface Taught extends TestedStore<PointClass> {
  readonly opened: ProjectStore;
  readonly camera: TeachCamera;
  /** The name of the data set's folder. */
  readonly set: string;
  readonly what: string;
  readonly seen: Signal<FoundPoints | null>;
}

export class HandsTest extends SampleTest<PointClass, Blob> {
  /** Frames are taken for it just now. */
  readonly taking = signal(false);
  private group = '';

  constructor(private readonly store: Taught) {
    super(store);
  }

  protected override open(): Promise<boolean> {
    this.group = makeGroup();
    return this.store.camera.open();
  }

  /** Frames in which something was seen. */
  protected async record(_: PointClass, count: (taken: number) => void): Promise<Blob[] | null> {
    const { store } = this;
    const found: Blob[] = [];
    const asked = { what: store.what, label: '', split: 'test' as const, group: '' };
    this.taking.value = true;
    while (this.turn.peek() && found.length < TESTED) {
      const frame = (await store.camera.waitForFrame()) ? await store.camera.look() : null;
      if (!frame) break;
      const answer = await calls.findPoints(store.opened.id, store.set, asked, frame).catch(() => null);
      if (answer) store.seen.value = answer;
      if (answer?.seen) {
        found.push(frame);
        count(found.length);
      }
      await sleep(answer?.seen ? GAP_MS : AGAIN_MS);
    }
    this.taking.value = false;
    return found.length === TESTED ? found : null;
  }

  protected save(label: string, frame: Blob): Promise<unknown> {
    const { store, group } = this;
    return calls.findPoints(store.opened.id, store.set, { what: store.what, label, split: 'test', group }, frame);
  }
}

/** The name of one hold, or of one person. */
export const makeGroup = () => Math.random().toString(36).slice(2, 10);
