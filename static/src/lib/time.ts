/** Times as people say them. */

import { getLocale } from './texts';

const DAY = 86_400_000;

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false };

/** Today as a clock time, the last days by name, older ones as a date. seconds: since 1970. */
export function formatDate(seconds: number, now = new Date()): string {
  const then = new Date(seconds * 1000);
  const day = nameDay(then, now);
  return day ? `${day} ${formatBy(then, CLOCK)}` : formatBy(then, { month: 'short', day: 'numeric' });
}

/** The same with seconds, and the clock time of older days too: for what happens many times a minute. */
export function formatMoment(seconds: number, now = new Date()): string {
  const then = new Date(seconds * 1000);
  const day = nameDay(then, now) ?? formatBy(then, { month: 'short', day: 'numeric' });
  return `${day} ${formatBy(then, { ...CLOCK, second: '2-digit' })}`;
}

/** `Today`, `Yesterday` …; null for older days. */
function nameDay(then: Date, now: Date): string | null {
  const days = Math.round((getMidnight(now) - getMidnight(then)) / DAY);
  if (days < 0 || days > 2) return null;
  const day = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' }).format(-days, 'day');
  return day.charAt(0).toUpperCase() + day.slice(1);
}

const formatBy = (then: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(getLocale(), options).format(then);

function getMidnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

/** Minutes and seconds, `0:42`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
