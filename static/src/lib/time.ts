/** Times as people say them. */

import { getLocale } from './texts';

const DAY = 86_400_000;

/** Today as a clock time, the last days by name, older ones as a date. seconds: since 1970. */
export function formatDate(seconds: number, now = new Date()): string {
  const then = new Date(seconds * 1000);
  const clock = new Intl.DateTimeFormat(getLocale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    then,
  );
  const days = Math.round((getMidnight(now) - getMidnight(then)) / DAY);
  if (days >= 0 && days <= 2) {
    const day = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' }).format(-days, 'day');
    return `${day.charAt(0).toUpperCase()}${day.slice(1)} ${clock}`;
  }
  return new Intl.DateTimeFormat(getLocale(), { month: 'short', day: 'numeric' }).format(then);
}

function getMidnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

/** Minutes and seconds, `0:42`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
