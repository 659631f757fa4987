/** Each class by itself: how well its things are found. A row narrows the wall to its class. */

import type { DetectionAverages, DetectionClassFigures, DetectionEvaluationEvent } from '../../../lib/messages';
import { type ClassColumn, ClassTable } from '../../evaluation/class_table';
import { countObjects } from './count_objects';
import type { DetectionSelection } from './selection';
import '../../evaluation/texts';

/** The cards above explain these words: the table has no room for it. */
const COLUMNS: ClassColumn<keyof DetectionClassFigures & keyof DetectionAverages>[] = [
  { name: 'termPrecision', figure: 'precision' },
  { name: 'termRecall', figure: 'recall' },
  { name: 'termShownAp50', figure: 'shown_map50' },
  { name: 'termAp50', figure: 'map50' },
  { name: 'termAp', figure: 'map' },
];

export function FoundClasses({ test, finding }: { test: DetectionEvaluationEvent; finding: DetectionSelection }) {
  const chosen = finding.label.value;
  return (
    <ClassTable
      {...test}
      columns={COLUMNS}
      counted={{ name: 'things', counts: test.by_class.map((one) => one.things), total: countObjects(test) }}
      class="found-classes"
      chosen={chosen}
      onChoose={(number) => (finding.label.value = chosen === number ? null : number)}
    />
  );
}
