/** Numbers as people write them, on every page in the same form. */

import type { Language } from '../types';

const FORMATS: Record<Language, Intl.NumberFormat> = {
  zh: new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1, useGrouping: false }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
};

/** A number with at most one digit behind the point: 1797 in Chinese, 1,797 in English. */
export function formatNumberIn(language: Language, value: number): string {
  return FORMATS[language].format(value);
}

/** A share from 0 to 1 as `49%`; '–' where there is none. digits: as many behind the point at most. */
export function formatPercent(share: number | null | undefined, digits = 0): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  return new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** A mark of a test, from 0 to 1, as `95.5%`. */
export const formatMark = (mark: number | null | undefined) => formatPercent(mark, 1);
