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

/**
 * Shares that are one whole together, as whole percentages. The largest is rounded as everywhere else, since it is the
 * answer; of the others those that lost most by rounding down get what is left of 100 (the largest remainders), but
 * none stands above the largest. Shares that are no whole are rounded one by one.
 */
export function formatShares(shares: number[]): string[] {
  const whole = Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 0.005;
  if (!whole) return shares.map((share) => formatPercent(share));
  const largest = shares.indexOf(Math.max(...shares));
  const most = Number.parseInt(formatPercent(shares[largest]), 10);
  const floors = shares.map((share, at) => (at === largest ? most : Math.floor(100 * share)));
  const lost = shares.map((share, at) => ({ at, rest: 100 * share - floors[at] })).filter(({ at }) => at !== largest);
  const left = Math.max(0, 100 - floors.reduce((sum, floor) => sum + floor, 0));
  for (const { at } of lost.sort((a, b) => b.rest - a.rest).slice(0, left)) floors[at]++;
  return floors.map((percent) => formatPercent(Math.min(percent, most) / 100));
}

/** A mark of a test, from 0 to 1, as `95.5%`. */
export const formatMark = (mark: number | null | undefined) => formatPercent(mark, 1);
