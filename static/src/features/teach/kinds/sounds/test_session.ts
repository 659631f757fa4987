/** The test in another room. */

import type { SoundClass } from '../../../../lib/dataset_types';
import * as calls from '../../api';
import { SampleTest, sleep, TESTED } from '../../panels/sample_test';
import { Recording } from './recording';
import type { SoundStore } from './sound_store';

const LOOK_MS = 50;

export class SoundTest extends SampleTest<SoundClass, Blob> {
  constructor(private readonly store: SoundStore) {
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
