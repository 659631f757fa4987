/** The test by another hand. */

import type { MotionClass } from '../../../../lib/dataset_types';
import { keepMotion, type Readings } from '../../../data/samples/motion_api';
import { SampleTest, TESTED } from '../../panels/sample_test';
import type { MotionStore } from './motion_store';

export class MotionTest extends SampleTest<MotionClass, Readings> {
  constructor(private readonly store: MotionStore) {
    super(store);
  }

  protected async record(_: MotionClass, count: (taken: number) => void): Promise<Readings[] | null> {
    const found: Readings[] = [];
    while (this.turn.peek() && found.length < TESTED) {
      const felt = await this.store.record(found.length > 0);
      if (!felt) return null;
      found.push(felt);
      count(found.length);
    }
    return found;
  }

  protected save(label: string, felt: Readings): Promise<unknown> {
    return keepMotion(this.store.opened.id, this.store.set, label, 'test', felt);
  }
}
