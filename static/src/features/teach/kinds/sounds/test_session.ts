/** The test in another room. */

import type { SoundClass } from '../../../../lib/dataset_types';
import type { ProjectStore } from '../../../../state/project_store';
import * as calls from '../../api';
import { SampleTest, sleep, TESTED, type TestedStore } from '../../panels/sample_test';
import type { TeachMicrophone } from './microphone';
import { Recording } from './recording';

const LOOK_MS = 50;

/** What is taught, as far as a test needs it. */
interface Taught extends TestedStore<SoundClass> {
  readonly opened: ProjectStore;
  readonly microphone: TeachMicrophone;
  /** The name of the data set's folder. */
  readonly set: string;
}

export class SoundTest extends SampleTest<SoundClass, Blob> {
  constructor(private readonly store: Taught) {
    super(store);
  }

  protected override open(): Promise<boolean> {
    return this.store.microphone.open();
  }

  protected async record({ background }: SoundClass, count: (taken: number) => void): Promise<Blob[] | null> {
    const found: Blob[] = [];
    const { microphone } = this.store;
    const recording = new Recording(
      microphone,
      background,
      ({ sound }) => {
        found.push(sound);
        if (!background) count(found.length);
      },
      count,
    );
    const enough = () => (background ? recording.seconds : found.length) >= TESTED;
    while (this.turn.peek() && microphone.on.peek() && !enough()) await sleep(LOOK_MS);
    const done = enough();
    // Background comes as it ends.
    await recording.end();
    return done ? found.slice(0, TESTED) : null;
  }

  protected save(label: string, sound: Blob): Promise<unknown> {
    return calls.saveSound(this.store.opened.id, this.store.set, label, 'test', sound);
  }
}
