/** What trainings are measured by, and the drawings of each measure. */

import { findConstantScore } from '../../lib/numbers/epoch_scores';
import { type Key, t } from '../../lib/texts';
import { isDetector as finds } from '../model_files/tasks';
import type { Measure, TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';

/** value: what the curve is called in a round's values; title: what a child calls it. */
export interface CurveDrawing {
  value: string;
  title: Key;
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
  const finders = shown.filter(isDetection).length;
  const painters = shown.filter((one) => one.whole?.began.task === 'semantic' || hasValue(one, 'mIoU')).length;
  const numbers = shown.filter((one) => one.whole?.began.task === 'regression' || hasValue(one, 'mae')).length;
  return [
    ...(numbers ? ['mae' as const] : []),
    ...(painters ? ['mIoU' as const] : []),
    ...(finders + painters + numbers < shown.length || !shown.length ? ['accuracy' as const] : []),
    ...(finders ? ['mAP' as const] : []),
    'loss',
  ];
}

export function listDrawings(measure: Measure, shown: TrainingRecord[]): CurveDrawing[] {
  // Older trainings do not say what they would have shown.
  if (measure === 'mAP' && shown.every((one) => one.whole?.points.length && !hasValue(one, 'recall')))
    return PRACTICE_AND_CHECK.mAP.filter(({ value }) => /^mAP/.test(value));
  if (measure !== 'loss' || !shown.length || !shown.every(isDetection)) return PRACTICE_AND_CHECK[measure];
  return PARTS.filter(({ value }) => value !== 'loss_mask' || shown.some((one) => hasValue(one, value)));
}

/** Whether a training is one of a model that finds things. */
function isDetection(record: TrainingRecord): boolean {
  // The task first, which is known before the first round; logs of before have only their curve.
  return (
    finds(record.whole?.began ?? {}) ||
    typeof record.row.best.mAP50 === 'number' ||
    hasValue(record, 'mAP50') ||
    hasValue(record, 'loss_bbox')
  );
}

function hasValue(record: TrainingRecord, value: string): boolean {
  return record.whole?.points.some((point) => typeof point[value] === 'number') ?? false;
}
