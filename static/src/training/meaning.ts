/** What the curves of a training say, in a sentence. */

import { t } from '../texts';
import type { LearningPoint } from '../types';

/** So much better in practice than in the check is more than chance. */
const BY_HEART = 0.1;
/** A loss that rose by this factor above its lowest has turned. */
const TURNED = 1.15;

export function meaningOf(points: LearningPoint[], measure: 'accuracy' | 'loss'): string {
  return measure === 'accuracy' ? ofAccuracy(points) : ofLoss(points);
}

function ofAccuracy(points: LearningPoint[]): string {
  const last = points.at(-1);
  const practice = last?.train_accuracy, check = last?.accuracy;
  if (typeof practice !== 'number' || typeof check !== 'number') return t('correctHelp');
  if (practice - check > BY_HEART) return t('learnsByHeart', { n: Math.round((practice - check) * 100) });
  return t(check > practice ? 'practiceHarder' : 'correctHelp');
}

function ofLoss(points: LearningPoint[]): string {
  const checked = points.filter((one) => typeof one.val_loss === 'number');
  if (!checked.length) return t('lossHelp');
  const lowest = checked.reduce((best, one) => (one.val_loss! < best.val_loss! ? one : best));
  const turned = checked.at(-1)!.val_loss! > lowest.val_loss! * TURNED;
  return turned ? t('lossTurned', { n: lowest.epoch }) : t('lossHelp');
}
