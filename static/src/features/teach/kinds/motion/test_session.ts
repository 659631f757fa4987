/** The test by another hand. */

import type { MotionClass } from '../../../../lib/dataset_types';
import type { ProjectStore } from '../../../../state/project_store';
import { keepMotion, type Readings } from '../../../data/samples/motion_api';
import { SampleTest, TESTED, type TestedStore } from '../../panels/sample_test';

/** What is taught, as far as a test needs it. */
interface Taught extends TestedStore<MotionClass> {
  readonly opened: ProjectStore;
  /** The name of the data set's folder. */
  readonly set: string;
  /** again: right after another one. Null: nothing came. */
  record(again: boolean): Promise<Readings | null>;
}

export class MotionTest extends SampleTest<MotionClass, Readings> {
  constructor(private readonly store: Taught) {
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
