/** What the curves of a training say, in a sentence. */

import { findConstantScore, NOTHING_YET } from '../../lib/numbers/epoch_scores';
import { formatPercent } from '../../lib/numbers/shares';
import { getEpoch, type LearningPoint } from '../../lib/run_types';
import { t } from '../../lib/texts';
import type { Measure } from './types';
import './texts';
import '../../lib/common_texts';

/** So much better in practice than in the check is more than chance. */
const BY_HEART = 0.1;
/** A loss that rose by this factor above its lowest has turned. */
const TURNED = 1.15;
/** Found, but framed so much worse. */
const LOOSE = 0.3;
/** From here on nothing is missing that more rounds would find. */
const NEARLY_ALL = 0.97;
/** So many rounds without a better one say that it is over. */
const STANDS = 5;

export function describeCurve(points: LearningPoint[], measure: Measure): string {
  if (measure === 'mIoU') return t('paintingHelp');
  if (measure === 'mae') return t('meanErrorHelp');
  return { accuracy: describeAccuracy, mAP: describeDetection, loss: describeLoss }[measure](points);
}

function describeAccuracy(points: LearningPoint[]): string {
  const last = points.at(-1);
  const practice = last?.train_accuracy,
    check = last?.accuracy;
  if (typeof practice !== 'number' || typeof check !== 'number') return t('correctHelp');
  const constant = findConstantScore(points);
  if (constant !== null && constant < 1) return t('nothingImproved', { name: formatPercent(constant) });
  if (practice - check > BY_HEART) return t('learnsByHeart', { n: Math.round((practice - check) * 100) });
  return t(check > practice ? 'practiceHarder' : 'correctHelp');
}

function describeDetection(points: LearningPoint[]): string {
  const checked = points.filter((one) => typeof one.mAP50 === 'number' && typeof one.mAP === 'number');
  const last = checked.at(-1);
  if (!last) return t('findingHelp');
  const best = checked.reduce((top, one) => (one.mAP! > top.mAP! ? one : top));
  if (best.mAP50! < NOTHING_YET) return t('nothingFoundYet');
  const constant = findConstantScore(points);
  if (constant !== null && constant < NEARLY_ALL) return t('nothingImproved', { name: formatPercent(constant) });
  if (checked.indexOf(best) < checked.length - STANDS) return t('findsNoMore', { n: getEpoch(best) });
  // What is shown, where the training says so: mAP50 is high also where the right answer is not the one that is shown.
  if (Math.min(last.recall ?? last.mAP50!, last.precision ?? 1) >= NEARLY_ALL) return t('findsAll');
  if (last.mAP50! - last.mAP! > LOOSE) return t('framesLoosely');
  return t(best === last && checked.length > 1 ? 'findsMoreAndMore' : 'findingHelp');
}

function describeLoss(points: LearningPoint[]): string {
  if (points.some((one) => typeof one.loss_bbox === 'number')) return t('lossPartsHelp');
  const checked = points.filter((one) => typeof one.val_loss === 'number');
  if (!checked.length) return t('lossHelp');
  const lowest = checked.reduce((best, one) => (one.val_loss! < best.val_loss! ? one : best));
  const turned = checked.at(-1)!.val_loss! > lowest.val_loss! * TURNED;
  return turned ? t('lossTurned', { n: getEpoch(lowest) }) : t('lossHelp');
}
