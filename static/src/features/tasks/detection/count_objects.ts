/** How many things there were to find. */

import type { DetectionEvaluationEvent } from '../../../lib/messages';

export function countObjects({ by_class }: Pick<DetectionEvaluationEvent, 'by_class'>): number {
  return by_class.reduce((sum, row) => sum + row.things, 0);
}
