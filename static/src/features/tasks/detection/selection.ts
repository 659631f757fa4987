/** What is chosen in the test of a model that finds things. It outlives the view, which comes back as it was left. */

import { signal } from '@preact/signals';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import type { MarkKind } from '../../../lib/types';
import type { TestChoice } from '../../evaluation/store';
import type { MistakePlace } from './lab/object_mistake';
import type { DetectionFilter } from './visible_detections';

export type Side = 'classes' | 'curve' | 'compare';

export class DetectionSelection implements TestChoice {
  readonly kind = signal<MarkKind | null>(null);
  readonly label = signal<number | null>(null);
  /** Answers less sure than this do not count; null: as the test had it. */
  readonly confidence = signal<number | null>(null);
  readonly side = signal<Side>('classes');
  /** The mistake that is looked at in the lab, and those among which one goes on from it. */
  readonly lab = signal<{ place: MistakePlace; among: MistakePlace[] } | null>(null);
  /** How far down the wall was. */
  scrolled = 0;
  /** The picture whose mistake was looked at last: coming back, one is where one was. */
  left: number | null = null;

  reset(): void {
    this.kind.value = this.label.value = this.confidence.value = this.lab.value = this.left = null;
    this.scrolled = 0;
  }

  read(test: DetectionEvaluationEvent): DetectionFilter {
    return { kind: this.kind.value, label: this.label.value, confidence: this.confidence.value ?? test.confidence };
  }
}
