/** Each class by itself: how well it is recognized. */

import type { EvaluationEvent } from '../../../lib/messages';
import { t } from '../../../lib/texts';
import { type ClassColumn, ClassTable } from '../../evaluation/class_table';
import { getListTitle } from '../../evaluation/sample_words';
import type { Selection } from './choice';
import '../../evaluation/texts';

const COLUMNS: ClassColumn<'precision' | 'recall' | 'f1'>[] = [
  { word: 'precision', name: 'termPrecision', figure: 'precision' },
  { word: 'recall', name: 'termRecall', figure: 'recall' },
  { word: 'f1', name: 'termF1', figure: 'f1' },
];

interface ClassesProps {
  marks: EvaluationEvent;
  selection: Selection;
  onChoose(selection: Selection): void;
}

export function RecognizedClasses({ marks, selection, onChoose }: ClassesProps) {
  if (!marks.by_class.length) return <p class="panel mistakes-note">{t('noDetails')}</p>;
  return (
    <ClassTable
      {...marks}
      columns={COLUMNS}
      counted={{ name: getListTitle(), counts: marks.by_class.map((one) => one.pictures), total: marks.total }}
      bars
      chosen={selection.kind === 'class' ? selection.truth : null}
      onChoose={(truth) => onChoose({ kind: 'class', truth })}
    />
  );
}
