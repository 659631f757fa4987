/** Each class by itself: how well its things are found. A row narrows the wall to its class. */

import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { type ClassColumn, ClassTable } from '../../evaluation/class_table';
import { countObjects } from '../../output/notices';
import type { DetectionSelection } from './selection';
import '../../evaluation/texts';

/** The cards above explain these words: the table has no room for it. */
const COLUMNS: ClassColumn[] = [
  { name: 'termPrecision', place: 2, mean: 'precision' },
  { name: 'termRecall', place: 3, mean: 'recall' },
  { name: 'termShownAp50', place: 5, mean: 'shown_map50' },
  { name: 'termAp50', place: 1, mean: 'map50' },
  { name: 'termAp', place: 0, mean: 'map' },
];
const THINGS = 4;

export function FoundClasses({ test, finding }: { test: DetectionEvaluationEvent; finding: DetectionSelection }) {
  const chosen = finding.label.value;
  return (
    <ClassTable
      {...test}
      columns={COLUMNS}
      counted={{ name: 'things', place: THINGS, total: countObjects(test) }}
      class="found-classes"
      chosen={chosen}
      onChoose={(number) => (finding.label.value = chosen === number ? null : number)}
    />
  );
}
