/** Times as people say them. */

import { locale } from './texts';

const DAY = 86_400_000;

/** Today as a clock time, the last days by name, older ones as a date. seconds: since 1970. */
export function whenWas(seconds: number, now = new Date()): string {
  const then = new Date(seconds * 1000);
  const clock = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(then);
  const days = Math.round((midnight(now) - midnight(then)) / DAY);
  if (days >= 0 && days <= 2) {
    const day = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-days, 'day');
    return `${day.charAt(0).toUpperCase()}${day.slice(1)} ${clock}`;
  }
  return new Intl.DateTimeFormat(locale(), { month: 'short', day: 'numeric' }).format(then);
}

function midnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

/** Minutes and seconds, `0:42`. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
