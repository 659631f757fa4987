/** Pictures of which the model is unsure: kept while it is asked, until somebody says what they are. */

import { signal } from '@preact/signals';
import { showToast } from '../../../../../components/toast';
import * as api from '../../../../../lib/api';
import type { ClassRow } from '../../../../../lib/dataset_types';
import { say } from '../../../../../lib/texts';
import * as calls from '../../../api';

/** Between two that are kept. */
const GAP_MS = 1_000;

/** What is taught, as far as they need it. */
interface Taught {
  opened: { id: string };
  camera: { take(): Promise<Blob | null> };
  readonly set: string;
  show(classes: ClassRow[]): void;
}

export class UnsurePictures {
  /** Somebody has said that they may be kept. */
  readonly collecting = signal(false);
  /** Paths below the data set, the newest first. */
  readonly paths = signal<string[]>([]);
  readonly most = signal(0);
  private due = 0;

  constructor(private readonly store: Taught) {}

  async load(): Promise<void> {
    await this.receive(calls.fetchUnlabeled(this.store.opened.id, this.store.set)).catch(() => undefined);
  }

  /** What the camera sees now, unless one was kept just now. */
  async keep(): Promise<void> {
    if (performance.now() < this.due) return;
    this.due = Number.POSITIVE_INFINITY;
    try {
      const picture = await this.store.camera.take();
      if (picture) await this.receive(calls.keepUnlabeled(this.store.opened.id, this.store.set, picture));
    } catch (error) {
      this.collecting.value = false;
      showToast(say(api.describeError(error)));
    }
    this.due = performance.now() + GAP_MS;
  }

  /** label: its class; null: it is thrown away. */
  async settle(path: string, label: string | null): Promise<void> {
    const { opened, set } = this.store;
    try {
      const answer = calls.labelUnlabeled(opened.id, set, { [path]: label });
      await this.receive(answer);
      this.store.show((await answer).classes);
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  private async receive(answer: Promise<{ paths: string[]; most: number }>): Promise<void> {
    const { paths, most } = await answer;
    this.paths.value = paths;
    this.most.value = most;
  }
}
