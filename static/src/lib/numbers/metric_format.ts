/** Names and numbers of curves, as a child reads them. */

import { both, type Key, t } from '../texts';
import type { Text } from '../types';
import '../common_texts';
import { formatMark } from './shares';

const NAMES: Record<string, Key> = {
  accuracy: 'checkMark',
  val_accuracy: 'checkMark',
  train_accuracy: 'trainAccuracy',
  loss: 'loss',
  train_loss: 'loss',
  val_loss: 'valLoss',
  loss_cls: 'lossClass',
  loss_bbox: 'lossBox',
  loss_mask: 'lossMask',
  recall: 'foundOfAll',
  precision: 'shownRight',
  mAP: 'boxFit',
  mAP50: 'finding',
  mae: 'meanError',
  r2: 'explained',
};
/** What a curve means, for those who point at its name. */
const HELP: Record<string, Key> = {
  recall: 'recallHelp',
  precision: 'precisionHelp',
  mAP: 'mapHelp',
  mAP50: 'map50Help',
  mae: 'meanErrorHelp',
};

/** Shares between 0 and 1 that are shown as per cent. */
export function isShare(name: string): boolean {
  return /acc|precision|recall|miou|(^|_)map(_?\d\d)?$/i.test(name);
}

export function isLoss(name: string): boolean {
  return /loss/i.test(name);
}

/** Names of curves: shares first, then losses, then the rest as they came. */
export function sortNames(names: string[]): string[] {
  const rank = (name: string) => (isShare(name) ? 0 : isLoss(name) ? 1 : 2);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

/** Without mAP50 beside it mAP is of labels, not of boxes. */
const isOfLabels = (name: string, beside: string[]) => name === 'mAP' && !beside.includes('mAP50');

/** beside: the names of all values of the same curve. */
export function getName(name: string, beside: string[]): Text {
  const known = Object.hasOwn(NAMES, name) && !isOfLabels(name, beside);
  return known ? both(NAMES[name]) : { zh: name, en: name };
}

export function getHelp(name: string, beside: string[]): Text | '' {
  if (isOfLabels(name, beside)) return both('labelMapHelp');
  return Object.hasOwn(HELP, name) ? both(HELP[name]) : '';
}

export type ScoreName = 'accuracy' | 'recall' | 'mAP50' | 'mIoU' | 'mae';

/**
 * What a training or a model is told by: where it finds things how many of them it shows, in older records mAP50, else
 * how much was correct.
 */
export function getScore({ accuracy, recall, mAP50, mIoU, mae }: Partial<Record<ScoreName, number | null>>): {
  name: ScoreName;
  value: number | null;
} {
  if (typeof mae === 'number') return { name: 'mae', value: mae };
  if (typeof mIoU === 'number') return { name: 'mIoU', value: mIoU };
  if (typeof recall === 'number') return { name: 'recall', value: recall };
  return typeof mAP50 === 'number' ? { name: 'mAP50', value: mAP50 } : { name: 'accuracy', value: accuracy ?? null };
}

/** A value of a curve as text: shares in per cent, unless all is right, others with the digits that matter. */
export function formatValue(name: string, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (value === 1 && /acc/i.test(name)) return t('allRight');
  if (isShare(name)) return formatMark(value);
  if (isLoss(name)) return value >= 100 ? value.toPrecision(3) : value.toFixed(2);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
