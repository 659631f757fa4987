/** What is known of the pictures and labels of a data set, said alike wherever it is said. */

import { t } from '../../../lib/texts';
import { formatDate } from '../../../lib/time';
import { isSorted, isUnlabeled } from '../../labels/labels';
import type { DatasetStore } from '../store';
import '../texts';
import './texts';
import '../../../lib/common_texts';

/**
 * unknown: labels were never compared. changed: some are others since. doubtful: some may be wrong. clean: none are.
 * null: they cannot be compared.
 */
export type LabelState = 'unknown' | 'changed' | 'doubtful' | 'clean' | null;

export interface DoctorSummary {
  /** Findings, and labels that may be wrong as one of them. */
  count: number;
  headline: string;
  /** good: nothing was found, and nothing has changed since. open: nothing was found, and not all was looked at. */
  look: 'good' | 'open' | 'warn' | 'grave';
  labels: LabelState;
}

export function getLabelState(store: DatasetStore): LabelState {
  const { comparison, left } = store.suspects;
  if (!store.edits.canRelabel() || !isSorted(store.set.value ?? {})) return null;
  if (!comparison.value) return 'unknown';
  return left.value ? 'doubtful' : comparison.value.changed ? 'changed' : 'clean';
}

/** null: nobody has checked the pictures. */
export function summarizeDoctor(store: DatasetStore): DoctorSummary | null {
  const report = store.health.value;
  if (!report?.answer) return null;
  const labels = getLabelState(store);
  const count = report.findings.length + Number(labels === 'doubtful') + store.suspects.lookalikes.value.length;
  const unlabeled = store.set.value !== null && isUnlabeled(store.set.value);
  const good = !count && !report.stale && !unlabeled && (labels === null || labels === 'clean');
  const headline = count
    ? t('findingCount', { n: count })
    : t(good ? 'healthy' : report.stale ? 'healthyThen' : 'healthyPictures');
  const look = report.answer === 'reject' ? 'grave' : count ? 'warn' : good ? 'good' : 'open';
  return { count, headline, look, labels };
}

/** What is known of the labels, in a line; '' where they cannot be compared. */
export function describeLabels(store: DatasetStore): string {
  const { left, comparison } = store.suspects;
  switch (getLabelState(store)) {
    case 'unknown':
      return t('suspectsAsk');
    case 'doubtful':
      return t('suspectsFound', { n: left.value });
    case 'changed':
      return t('suspectsChanged', { n: comparison.value?.changed ?? 0 });
    case 'clean':
      return t('suspectsNone');
    default:
      return '';
  }
}

/** How far a comparison of labels is, in words. */
export function describeComparing({ done, total }: { done: number; total: number }): string {
  return total ? t('suspectsLookingAt', { n: done, m: total }) : t('suspectsLooking');
}

export const formatChecked = (at: string) => formatDate(Date.parse(at) / 1_000);
