/** What trainings are measured by, and the drawings of each measure. */

import { findConstantScore } from '../../lib/numbers/epoch_scores';
import { findTask } from '../../lib/tasks';
import { type Key, t } from '../../lib/texts';
import type { Measure, TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';

/** value: what the curve is called in a round's values; title: what a child calls it. */
export interface CurveDrawing {
  value: string;
  title: Key;
}

declare module '../../lib/tasks' {
  interface TaskKind {
    /** What its trainings are measured by, beside the loss. */
    measure: Exclude<Measure, 'loss'>;
  }
}

export const MEASURES: { [M in Measure]: { name: Key; title: Key } } = {
  accuracy: { name: 'accuracy', title: 'correctPercent' },
  mAP: { name: 'findThings', title: 'findingPercent' },
  mIoU: { name: 'paintAreas', title: 'paintingPercent' },
  mae: { name: 'meanError', title: 'meanErrorTitle' },
  loss: { name: 'loss', title: 'loss' },
};

const PRACTICE_AND_CHECK: { [M in Measure]: CurveDrawing[] } = {
  accuracy: [
    { value: 'train_accuracy', title: 'inPractice' },
    { value: 'accuracy', title: 'inCheck' },
  ],
  mAP: [
    { value: 'recall', title: 'foundShare' },
    { value: 'precision', title: 'rightShare' },
    { value: 'mAP50', title: 'findsWell' },
    { value: 'mAP', title: 'findsExactly' },
  ],
  mIoU: [
    { value: 'train_accuracy', title: 'pixelsRight' },
    { value: 'mIoU', title: 'paintsWell' },
  ],
  mae: [{ value: 'mae', title: 'inCheck' }],
  loss: [
    { value: 'loss', title: 'inPractice' },
    { value: 'val_loss', title: 'inCheck' },
  ],
};
/** The measures but the loss, the one to begin with first. */
const ORDER = ['mae', 'mIoU', 'accuracy', 'mAP'] as const satisfies readonly Measure[];
/** Of whatever does not say by what it is measured. */
const PLAIN = 'accuracy';
/** Curves that only trainings of a measure have. */
const TRACES: Partial<Record<Measure, readonly string[]>> = {
  mae: ['mae'],
  mIoU: ['mIoU'],
  mAP: ['mAP50', 'loss_bbox'],
};
/** The loss of a model that finds things has parts. */
const PARTS: CurveDrawing[] = [
  { value: 'loss', title: 'lossSum' },
  { value: 'loss_cls', title: 'lossClass' },
  { value: 'loss_bbox', title: 'lossBox' },
  { value: 'loss_mask', title: 'lossMask' },
];

/** Which epoch of a training is the best, in a word. */
export function describeBestEpoch({ row, whole }: TrainingRecord): string {
  if (findConstantScore(whole?.points ?? []) !== null) return t('epochsAlike');
  return String(row.best.epoch ?? '–');
}

/** The measures of the compared trainings, the one to begin with first. */
export function listMeasures(shown: TrainingRecord[]): Measure[] {
  const used = shown.length ? shown.map(getMeasure) : [PLAIN];
  return [...ORDER.filter((one) => used.includes(one)), 'loss'];
}

export function listDrawings(measure: Measure, shown: TrainingRecord[]): CurveDrawing[] {
  // Older trainings do not say what they would have shown.
  if (measure === 'mAP' && shown.every((one) => one.whole?.points.length && !hasValue(one, 'recall')))
    return PRACTICE_AND_CHECK.mAP.filter(({ value }) => /^mAP/.test(value));
  if (measure !== 'loss' || !shown.length || !shown.every((one) => getMeasure(one) === 'mAP'))
    return PRACTICE_AND_CHECK[measure];
  return PARTS.filter(({ value }) => value !== 'loss_mask' || shown.some((one) => hasValue(one, value)));
}

/** By what a training is measured. The task says it before the first round; logs of before have only their curves. */
function getMeasure(record: TrainingRecord): Measure {
  const task = findTask(record.whole?.began.task);
  if (task && task.measure !== PLAIN) return task.measure;
  if (typeof record.row.best.mAP50 === 'number') return 'mAP';
  return ORDER.find((one) => TRACES[one]?.some((value) => hasValue(record, value))) ?? PLAIN;
}

function hasValue(record: TrainingRecord, value: string): boolean {
  return record.whole?.points.some((point) => typeof point[value] === 'number') ?? false;
}
