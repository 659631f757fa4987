/** Numbers with their unit, as a child reads them. */

/** Digits that numbers are written with, as wide as half of their range is; as in the library (`NumberScale`). */
const DIGITS = 3;
const MAX_DIGITS = 12;

export interface Range {
  low: number;
  high: number;
}

/** A number with its unit: '37.5°', '12 cm', '37.5度'. range: of the numbers that the model learned. */
export function formatQuantity(value: number, unit: string, { low, high }: Range): string {
  const places = DIGITS - 1 - Math.floor(Math.log10((high - low || 1) / 2));
  const maximumFractionDigits = Math.min(MAX_DIGITS, Math.max(0, places));
  const number = new Intl.NumberFormat('en', { maximumFractionDigits, useGrouping: false, signDisplay: 'negative' });
  return `${number.format(value)}${/^[a-z]/i.test(unit) ? ' ' : ''}${unit}`;
}

/** Steps in which angles are read. */
const DEGREES = [1, 5, 15, 45, 90];
const DECIMALS = [1, 2, 5, 10];
const TICKS = 6;

/** Round numbers for the ticks of an axis, from low to high: some six of them. */
export function listTicks({ low, high }: Range, unit: string): number[] {
  const rough = (high - low || 1) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [...(unit === '°' ? DEGREES : []), ...DECIMALS.map((one) => one * power)];
  const step = steps.find((one) => one >= rough)!;
  const [first, last] = [Math.ceil(low / step), Math.floor(high / step)];
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}
